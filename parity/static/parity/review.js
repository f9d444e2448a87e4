/* A list is reviewed in place: htmx sends the form and puts what it changes in its place. Without scripts it is pages. */
(function () {
  "use strict";

  /* "Another…" is no answer yet: its name is written first. */
  document.addEventListener("htmx:configRequest", (event) => {
    const cause = event.detail.triggeringEvent;
    const asked = cause && cause.target;
    if (cause && cause.type === "change" && asked.tagName === "SELECT" && asked.value === "else:") {
      event.preventDefault();
      const name = asked.parentElement.querySelector(".other input[type=text]");
      if (name) {
        name.focus();
      }
    }
  });

  /* Who answered goes on with the next cell that waits; where none does, the title says how the list stands now. */
  document.addEventListener("htmx:afterSettle", (event) => {
    const still = document.activeElement;
    if (event.detail.target.id !== "review" && event.detail.elt.id !== "review") {
      return;
    }
    if (still && still !== document.body && still.isConnected) {
      return;
    }
    const next = document.querySelector("#review .sheet :is(td.bad, td.ask) :is(select, input[type=text])");
    (next || document.getElementById("review-title")).focus();
  });
})();
