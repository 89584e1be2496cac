/* Keeps what is typed on confidential pages out of the browser's memory. Chromium writes two things
   to the disk so that it can restore a tab: the body of a POST that was answered by a page, and
   fields that are left filled in. Both would outlive the log-out. So forms are sent from here: a
   redirect becomes an ordinary visit, any other answer replaces the form in place. Without a script
   everything works the same and leaves those traces. */
(() => {
  "use strict";
  const isi = document.getElementById("isi");
  if (!isi || !window.fetch) return;
  const TETAP = "[data-kunci-diam], #layar-kunci"; // kasus.js holds on to these
  const DITOLAK = 422; // the same form again, with its errors
  const langkah = []; // what stood here before each next step, for the back button; in memory only

  const simpul = () => [...isi.childNodes].filter((satu) => !(satu.matches && satu.matches(TETAP)));
  const lepas = (formulir) => {
    delete formulir.dataset.terkirim;
    formulir.removeAttribute("aria-busy");
  };
  const siapkan = () => isi.querySelectorAll("form").forEach((formulir) => {
    formulir.autocomplete = "off"; // neither restored, nor offered to the next person here
    lepas(formulir);
  });
  const pasang = (baru) => {
    const bilah = isi.querySelector("[data-kunci-diam]");
    simpul().forEach((satu) => satu.remove());
    if (bilah) bilah.after(...baru);
    else isi.prepend(...baru);
    siapkan();
    if (window.htmx) window.htmx.process(isi);
    window.scrollTo(0, 0);
    (isi.querySelector(".galat[tabindex]") || isi).focus();
  };
  const tampilkan = (teks, berlanjut) => {
    const halaman = new DOMParser().parseFromString(teks, "text/html");
    const baru = halaman.getElementById("isi") || halaman.body;
    baru.querySelectorAll(TETAP).forEach((satu) => satu.remove());
    if (berlanjut) {
      langkah.push(simpul());
      window.history.pushState({ langkah: langkah.length }, "");
    }
    pasang([...baru.childNodes]);
  };
  window.addEventListener("popstate", (kejadian) => {
    const ke = kejadian.state ? kejadian.state.langkah : 0;
    if (ke > langkah.length) return window.location.reload();
    if (ke < langkah.length) pasang(langkah.splice(ke)[0]);
  });

  const gagal = (formulir, tombol, sebab) => {
    lepas(formulir);
    let kabar = formulir.querySelector("[data-gagal-kirim]");
    if (!kabar) {
      kabar = document.createElement("p");
      kabar.className = "galat";
      kabar.dataset.gagalKirim = "";
      kabar.setAttribute("role", "alert");
      const baris = tombol && (tombol.closest(".baris-tombol") || tombol);
      if (baris) baris.before(kabar); // where the person looks who has just pressed the button
      else formulir.prepend(kabar);
    }
    kabar.textContent = `${sebab}. Isian Anda masih ada; coba lagi.`;
  };

  document.addEventListener("submit", async (kejadian) => {
    const formulir = kejadian.target;
    const tombol = kejadian.submitter;
    if (kejadian.defaultPrevented || formulir.method !== "post" || !isi.contains(formulir)) return;
    if (formulir.hasAttribute("data-unduh")) return; // answered by a file
    kejadian.preventDefault();
    const data = new URLSearchParams(new FormData(formulir));
    if (tombol && tombol.name) data.append(tombol.name, tombol.value);
    const alamat = tombol && tombol.hasAttribute("formaction") ? tombol.formAction : formulir.action;
    try {
      const jawaban = await fetch(alamat, { method: "POST", body: data, headers: { "X-Tanpa-Jejak": "ya" } });
      const lanjut = jawaban.headers.get("X-Lanjut");
      if (lanjut) window.location.assign(lanjut);
      else if (jawaban.status >= 500) gagal(formulir, tombol, "Sistem sedang bermasalah, jadi mungkin belum tersimpan");
      else tampilkan(await jawaban.text(), jawaban.status !== DITOLAK);
    } catch (_) {
      gagal(formulir, tombol, "Sambungan terputus, jadi mungkin belum tersimpan");
    }
  });
  siapkan();
})();
