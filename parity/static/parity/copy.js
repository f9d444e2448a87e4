/* "Copy with source": without scripts the sentence can be selected; with them a button copies it. */
(function () {
  "use strict";

  for (const button of document.querySelectorAll("button[data-copy]")) {
    // The clipboard exists on secure pages only.
    button.hidden = !navigator.clipboard;
    button.addEventListener("click", async () => {
      const text = document.getElementById(button.dataset.copy).innerText;
      await navigator.clipboard.writeText(text);
      button.parentElement.querySelector("[role=status]").textContent = button.dataset.done;
    });
  }
})();
