/* "Copy with source": without scripts the sentence can be selected; with them a button copies it. */
(function () {
  "use strict";

  for (const button of document.querySelectorAll("button[data-copy]")) {
    // The clipboard exists on secure pages only.
    button.hidden = !navigator.clipboard;
    button.addEventListener("click", async () => {
      const text = document.getElementById(button.dataset.copy);
      const status = button.parentElement.querySelector("[role=status]");
      // Emptied first: the same word is said again when the button is pressed again.
      status.textContent = "";
      try {
        await navigator.clipboard.writeText("value" in text ? text.value : text.innerText);
        status.textContent = button.dataset.done;
      } catch {
        // The browser does not allow it: the text stands marked, to be copied by hand.
        window.getSelection().selectAllChildren(text);
      }
    });
  }
})();
