/* The grid: an action is saved when one leaves it, keys move as in a spreadsheet, a paste from Excel
   fills the cells. The server decides and answers with the rows as they stand. Without a script the
   same form is sent as a whole. */
(() => {
  "use strict";
  const kisi = document.querySelector("[data-kisi]");
  if (!kisi || !window.fetch) return;
  const ULANG = 10000; // after a broken line, in milliseconds
  const KIRIMAN = 800; // cells in one request; the server takes no more than three thousand
  const tabel = kisi.querySelector("[data-kisi-tabel]");
  const kabar = kisi.querySelector("[data-kabar]");
  const ubah = new Map(); // id -> how often it changed since it was last stored
  let antre = Promise.resolve();
  let putus = null;

  const kelompok = (elemen) => elemen.closest("tbody[data-aksi]");
  const perId = (id) => tabel.querySelector(`tbody[data-aksi="${id}"]`);
  const sel = (elemen) => (elemen.matches && elemen.matches("[data-kolom]") ? elemen : null);
  const tulis = (satu, keadaan, teks) => {
    satu.dataset.keadaan = keadaan;
    satu.querySelector("[data-keadaan-teks]").textContent = teks;
  };
  const tandai = (satu) => {
    ubah.set(satu.dataset.aksi, (ubah.get(satu.dataset.aksi) || 0) + 1);
    if (satu.dataset.keadaan !== "bentrok") tulis(satu, "belum", "Belum disimpan");
  };

  /* Sending */
  const data = (semua, tombol) => {
    const isi = new FormData();
    isi.append("csrfmiddlewaretoken", kisi.elements.csrfmiddlewaretoken.value);
    semua.forEach((satu) => satu.querySelectorAll("input, textarea").forEach((x) => isi.append(x.name, x.value)));
    Object.entries(tombol).forEach(([nama, nilai]) => isi.append(nama, nilai));
    return isi;
  };
  const ganti = (lama, baru) => {
    const aktif = lama.contains(document.activeElement) ? document.activeElement : null;
    const letak = aktif && sel(aktif) ? [...lama.querySelectorAll("[data-kolom]")].indexOf(aktif) : -1;
    const pilih = letak >= 0 ? [aktif.selectionStart, aktif.selectionEnd] : null;
    lama.replaceWith(baru);
    const tujuan = letak >= 0 ? baru.querySelectorAll("[data-kolom]")[letak] : null;
    if (!tujuan) return;
    tujuan.focus({ preventScroll: true });
    tujuan.setSelectionRange(...pilih);
  };
  const pasang = (teks, dikirim) => {
    const jawaban = new DOMParser().parseFromString(teks, "text/html");
    const isi = jawaban.querySelector("[data-kisi-tabel]");
    if (!isi) throw new Error("bukan kisi");
    const tambahan = [];
    isi.querySelectorAll("tbody[data-aksi]").forEach((baru) => {
      const { aksi, keadaan } = baru.dataset;
      const lama = perId(aksi);
      if (!lama) {
        tabel.append(baru);
        tambahan.push(baru);
      } else if ((ubah.get(aksi) || 0) === (dikirim.get(aksi) || 0)) {
        ganti(lama, baru);
        if (keadaan === "tersimpan" || keadaan === "kosong") ubah.delete(aksi);
      } else if (keadaan === "tersimpan") { // typed on meanwhile: only learn what is stored
        ["versi", "awal"].forEach((n) => {
          lama.querySelector(`[name="${aksi}.${n}"]`).value = baru.querySelector(`[name="${aksi}.${n}"]`).value;
        });
      }
    });
    kabar.textContent = jawaban.querySelector("[data-kisi-kabar]").textContent.trim();
    return tambahan;
  };
  const kirim = async (semua, tombol = {}) => {
    const dikirim = new Map(semua.map((satu) => [satu.dataset.aksi, ubah.get(satu.dataset.aksi)]));
    if (semua.length) kabar.textContent = "Menyimpan…";
    try {
      const jawaban = await fetch(kisi.action, { method: "POST", body: data(semua, tombol), headers: { "X-Kisi": "ya" } });
      if (jawaban.redirected || ![200, 409, 422].includes(jawaban.status)) throw new Error(String(jawaban.status));
      return pasang(await jawaban.text(), dikirim);
    } catch (galat) {
      kabar.textContent = /^[45]|^200/.test(galat.message)
        ? "Belum tersimpan: masuk lagi di tab lain atau muat ulang halaman. Isian Anda masih ada di sini."
        : "Sambungan terputus. Isian Anda masih ada dan dicoba lagi.";
      window.clearTimeout(putus);
      putus = window.setTimeout(() => simpan(), ULANG);
      return [];
    }
  };
  /* One request after the other: of one action never two at once. */
  const sesudah = (jalankan) => {
    antre = antre.then(jalankan);
    return antre;
  };
  const menunggu = () => [...ubah.keys()].map(perId).filter((satu) => satu && satu.dataset.keadaan === "belum");
  const simpan = () => sesudah(async () => {
    let bagian = [];
    let jumlah = 0;
    for (const satu of menunggu()) {
      const sel = satu.querySelectorAll("input, textarea").length;
      if (bagian.length && jumlah + sel > KIRIMAN) {
        await kirim(bagian);
        bagian = [];
        jumlah = 0;
      }
      bagian.push(perId(satu.dataset.aksi)); // an answer may have replaced it
      jumlah += sel;
    }
    if (bagian.length) await kirim(bagian);
  });

  tabel.addEventListener("input", (kejadian) => { if (sel(kejadian.target)) tandai(kelompok(kejadian.target)); });
  tabel.addEventListener("focusout", (kejadian) => {
    const satu = kelompok(kejadian.target);
    if (satu && satu.contains(kejadian.relatedTarget)) return;
    if (menunggu().length) simpan();
  });
  kisi.addEventListener("submit", (kejadian) => {
    const tombol = kejadian.submitter;
    const satu = tombol && kelompok(tombol);
    const tempel = kisi.elements.tempel.value.trim() ? kisi.elements.tempel : null;
    if (tempel) { // the whole page goes, and answers
      ubah.clear();
      return;
    }
    kejadian.preventDefault();
    kejadian.stopPropagation();
    if (satu) sesudah(() => kirim([satu], { [tombol.name]: tombol.value }));
    else if (tombol && tombol.name) sesudah(() => kirim([], { [tombol.name]: tombol.value }));
    else {
      ubah.forEach((_, id) => { const s = perId(id); if (s && s.dataset.keadaan === "galat") tandai(s); });
      simpan();
    }
  }, true);
  window.addEventListener("online", simpan);
  document.addEventListener("visibilitychange", () => { if (document.hidden) simpan(); });
  window.addEventListener("beforeunload", (kejadian) => { if (ubah.size) kejadian.preventDefault(); });

  /* Keys */
  const sekolom = (elemen) => [...tabel.querySelectorAll(`[data-kolom="${elemen.dataset.kolom}"]`)];
  const pindah = (elemen, langkah) => {
    const semua = sekolom(elemen);
    const tujuan = semua[semua.indexOf(elemen) + langkah];
    if (tujuan) { tujuan.focus(); tujuan.select(); }
    return tujuan;
  };
  const isikan = (elemen, teks) => {
    if (elemen.value === teks) return;
    elemen.value = teks;
    tandai(kelompok(elemen));
  };
  tabel.addEventListener("keydown", (kejadian) => {
    const elemen = sel(kejadian.target);
    if (!elemen || kejadian.isComposing || kejadian.altKey) return;
    const kunci = kejadian.key;
    const diDaftar = elemen.list && ["ArrowDown", "ArrowUp"].includes(kunci); // these choose from its list
    if (kunci === "Enter") pindah(elemen, kejadian.shiftKey ? -1 : 1);
    else if (kunci === "ArrowDown" && !diDaftar) pindah(elemen, 1);
    else if (kunci === "ArrowUp" && !diDaftar) pindah(elemen, -1);
    else if (kunci === "Escape") isikan(elemen, elemen.defaultValue);
    else if (kunci.toLowerCase() === "d" && (kejadian.ctrlKey || kejadian.metaKey)) {
      const semua = sekolom(elemen);
      const atas = semua[semua.indexOf(elemen) - 1];
      if (atas) isikan(elemen, atas.value);
    } else return;
    kejadian.preventDefault();
  });

  /* Paste: cells to the right and below. On an empty row every line becomes an action of its own,
     which the server reads like a table (headings, several lines of one action). */
  const baca = (teks) => {
    const baris = [[""]];
    let kutip = false;
    const bersih = teks.replace(/\r\n?/g, "\n").replace(/\n$/, "");
    for (let n = 0; n < bersih.length; n += 1) {
      const huruf = bersih[n];
      const kini = baris[baris.length - 1];
      const akhir = kini.length - 1;
      if (kutip && huruf === "\"" && bersih[n + 1] === "\"") { kini[akhir] += "\""; n += 1; }
      else if (huruf === "\"" && (kutip || kini[akhir] === "")) kutip = !kutip;
      else if (huruf === "\t" && !kutip) kini.push("");
      else if (huruf === "\n" && !kutip) baris.push([""]);
      else kini[akhir] += huruf === "\n" ? " " : huruf;
    }
    return baris;
  };
  const ratakan = (baris) => baris.map((b) => b.map((s) => (/[\t\n"]/.test(s) ? `"${s.replace(/"/g, "\"\"")}"` : s)).join("\t")).join("\n");
  tabel.addEventListener("paste", (kejadian) => {
    const elemen = sel(kejadian.target);
    const teks = kejadian.clipboardData.getData("text/plain");
    if (!elemen || !/[\t\n]/.test(teks.trim())) return;
    kejadian.preventDefault();
    const baris = baca(teks);
    const mulai = elemen.dataset.kolom;
    const satu = kelompok(elemen);
    let sisa = baris;
    if (satu.dataset.keadaan !== "kosong") {
      const kolom = [...tabel.querySelector("tbody").rows[0].querySelectorAll("[data-kolom]")].map((x) => x.dataset.kolom);
      const dari = kolom.indexOf(mulai);
      const tr = [...tabel.querySelectorAll("tbody tr")].filter((r) => r.querySelector(`[data-kolom="${mulai}"]`));
      const awal = tr.indexOf(elemen.closest("tr"));
      const muat = (b, r) => b.every((s, c) => !s || (kolom[dari + c] && r.querySelector(`[data-kolom="${kolom[dari + c]}"]`)));
      let n = 0;
      while (n < baris.length && tr[awal + n] && kelompok(tr[awal + n]).dataset.keadaan !== "kosong") {
        if (!muat(baris[n], tr[awal + n])) {
          kabar.textContent = `Baris ke-${n + 1} dari tempelan tidak muat di baris yang dituju; baris itu dan sesudahnya tidak ditempel.`;
          return;
        }
        baris[n].forEach((s, c) => { const x = tr[awal + n].querySelector(`[data-kolom="${kolom[dari + c]}"]`); if (x) isikan(x, s.trim()); });
        n += 1;
      }
      sisa = baris.slice(n);
    }
    if (sisa.length) {
      sesudah(async () => {
        const kosong = [...tabel.querySelectorAll("tbody[data-keadaan='kosong']")];
        const baru = await kirim([], { tempel: ratakan(sisa), mulai });
        if (!baru.length) { // refused: the table waits where it can be put right
          kisi.elements.tempel.value = ratakan(sisa);
          kisi.elements.tempel.closest("details").open = true;
          return;
        }
        if (kosong.length) kosong[0].before(...baru); // the new ones stand where one pasted
        baru[0].querySelector("[data-kolom]").focus();
      });
    }
    if (menunggu().length) simpan();
  });

  /* Codes are looked up while one types. */
  const kode = document.getElementById("pilihan-nomenklatur");
  let jeda = null;
  tabel.addEventListener("input", (kejadian) => {
    if (kejadian.target.dataset.kolom !== "nomenklatur") return;
    window.clearTimeout(jeda);
    jeda = window.setTimeout(async () => {
      const jawaban = await fetch(`${kisi.dataset.nomenklatur}?q=${encodeURIComponent(kejadian.target.value)}`).catch(() => null);
      if (jawaban && jawaban.ok) kode.innerHTML = await jawaban.text();
    }, 300);
  });
})();
