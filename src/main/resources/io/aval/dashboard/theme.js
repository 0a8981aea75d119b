// Runs before the first paint, so that nobody who prefers dark sees a white flash.
(() => {
  let kept = null;
  try {
    kept = localStorage.getItem("aval-theme");
  } catch {
    // no storage: the system's preference counts
  }
  const dark = kept ? kept === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.theme = dark ? "dark" : "light";
})();
