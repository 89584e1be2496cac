/* Small comforts on top of pages that work without any script. Nothing here saves or decides. */
(() => {
  "use strict";

  /** "1234567,5" -> "1.234.567,5"; leaves alone what is not a plain amount. */
  const ribuan = (teks) => {
    const bersih = teks.trim().replace(/^Rp\.?\s*/i, "").replace(/\.(?=\d{3}(\D|$))/g, "");
    const cocok = /^(-?\d+)(,\d{1,2})?$/.exec(bersih);
    if (!cocok) return teks;
    return cocok[1].replace(/\B(?=(\d{3})+(?!\d))/g, ".") + (cocok[2] || "");
  };

  document.addEventListener("change", (kejadian) => {
    const isian = kejadian.target;
    if (isian.matches && isian.matches("input[inputmode='decimal']")) isian.value = ribuan(isian.value);
  });

  const lepas = (formulir) => {
    delete formulir.dataset.terkirim;
    formulir.removeAttribute("aria-busy");
  };

  /* A slow line invites a second click: the second submit of the same form is dropped. */
  document.addEventListener("submit", (kejadian) => {
    const formulir = kejadian.target;
    if (formulir.method !== "post" || kejadian.defaultPrevented) return;
    if (formulir.dataset.terkirim) {
      kejadian.preventDefault();
      return;
    }
    formulir.dataset.terkirim = "ya";
    formulir.setAttribute("aria-busy", "true");
    /* A download leaves the page standing: after a while the form may be sent again. */
    window.setTimeout(() => lepas(formulir), 8000);
  });
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-terkirim]").forEach(lepas);
  });

  /* The way out of a public page does not leave it behind in the browser's back button. */
  document.addEventListener("click", (kejadian) => {
    const jalan = kejadian.target.closest && kejadian.target.closest("a[data-keluar-cepat]");
    if (!jalan) return;
    kejadian.preventDefault();
    window.location.replace(jalan.href);
  });

  document.addEventListener("click", (kejadian) => {
    const sasaran = kejadian.target.closest ? kejadian.target.closest("[data-cetak]") : null;
    if (!sasaran) return;
    kejadian.preventDefault();
    window.print();
  });

  /* Copying works without HTTPS too: the text stands selected, and the old command takes it. */
  document.addEventListener("click", (kejadian) => {
    const tombol = kejadian.target.closest ? kejadian.target.closest("[data-salin]") : null;
    if (!tombol) return;
    document.getElementById(tombol.dataset.salin).select();
    if (document.execCommand("copy")) tombol.textContent = "Tersalin";
  });

  /* Buttons that only a script can serve stay hidden without one. */
  document.querySelectorAll("[data-perlu-skrip]").forEach((elemen) => { elemen.hidden = false; });

  /* After a failed save the summary is read first. */
  const galat = document.querySelector(".galat[tabindex]");
  if (galat) galat.focus();
})();
