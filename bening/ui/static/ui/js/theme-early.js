/* Runs before the first paint: the theme a person has chosen, and the sign that scripts run. */
(function () {
  var root = document.documentElement;
  root.classList.add("b-js");
  try {
    var chosen = localStorage.getItem("bening.theme");
    if (chosen === "light" || chosen === "dark") root.setAttribute("data-bs-theme", chosen);
  } catch (refused) { /* storage may be switched off: the system's wish then holds */ }
})();
