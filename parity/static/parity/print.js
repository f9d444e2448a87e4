// A brief prints itself on a button; without scripts the browser's own menu prints it.
(function () {
  "use strict";

  for (const button of document.querySelectorAll("button[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
})();
