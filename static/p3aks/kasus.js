/* Safety of confidential pages: leave at once, cover the screen when nobody is there. Without a
   script both are done by the server. */
(() => {
  "use strict";
  const bilah = document.querySelector("[data-kunci-diam]");
  if (!bilah) return;

  /* Cover at once, log out, leave: replace() keeps the page off the back button. The next page would
     still greet by name if it came before the log-out; a dead line holds nobody back for long. */
  const keluar = bilah.querySelector("form[data-keluar-cepat]");
  const pergi = async () => {
    document.documentElement.classList.add("tertutup");
    const lama = new Promise((lanjut) => { window.setTimeout(lanjut, 1500); });
    const kirim = fetch(keluar.action, { method: "POST", body: new FormData(keluar), keepalive: true, redirect: "manual" });
    await Promise.race([kirim.catch(() => null), lama]);
    window.location.replace(keluar.dataset.keluarCepat);
  };
  keluar.addEventListener("submit", (kejadian) => {
    kejadian.preventDefault();
    pergi();
  });
  let esc = 0;
  document.addEventListener("keydown", (kejadian) => {
    if (kejadian.key !== "Escape") return;
    const kini = Date.now();
    if (kini - esc < 600) pergi();
    esc = kini;
  });

  /* After ten minutes without a touch the page is covered; what was typed stays underneath. */
  const layar = document.getElementById("layar-kunci");
  if (!layar) return;
  const formulir = layar.querySelector("form");
  const galat = layar.querySelector("[data-galat]");
  const batas = Number(bilah.dataset.kunciDiam) * 1000;
  let terakhir = Date.now();
  const kunci = () => {
    if (layar.open) return;
    document.documentElement.classList.add("tertutup");
    formulir.reset();
    galat.textContent = "";
    layar.showModal();
  };
  const periksa = () => { if (Date.now() - terakhir >= batas) kunci(); };
  ["pointerdown", "keydown", "input", "scroll"].forEach((nama) => {
    document.addEventListener(nama, () => { if (!layar.open) terakhir = Date.now(); }, { passive: true, capture: true });
  });
  window.setInterval(periksa, 5000);
  document.addEventListener("visibilitychange", periksa);
  window.addEventListener("pageshow", (kejadian) => { if (kejadian.persisted) window.location.reload(); });
  layar.addEventListener("cancel", (kejadian) => kejadian.preventDefault());
  formulir.addEventListener("submit", async (kejadian) => {
    kejadian.preventDefault();
    kejadian.stopPropagation();
    let jawaban = null;
    try {
      jawaban = await fetch(window.location.href, { method: "POST", body: new FormData(formulir) });
    } catch (_) { /* no line */ }
    if (jawaban && jawaban.status === 204) {
      terakhir = Date.now();
      layar.close();
      document.documentElement.classList.remove("tertutup");
    } else {
      galat.textContent = jawaban ? "Kata sandi tidak cocok, atau terlalu sering dicoba. Isian Anda masih ada." : "Sambungan terputus. Isian Anda masih ada; coba lagi.";
    }
  });
})();
