/* A list is reviewed in place: htmx sends the form and puts what it changes in its place. Without scripts it is pages. */
(function () {
  "use strict";

  let key = "";
  let waiting = null;

  const form = () => document.getElementById("review-form");

  function send() {
    waiting = null;
    form().dispatchEvent(new CustomEvent("answered"));
  }

  /* An answer is sent when it is given. Who walks through a list with the arrows gives it by leaving, or with Enter;
     "another…" is no answer yet: its name is written first. */
  function answered(field) {
    if (field.tagName === "SELECT" && field.value === "else:") {
      waiting = null;
      field.parentElement.querySelector(".other input[type=text]").focus();
    } else {
      send();
    }
  }

  document.addEventListener("change", (event) => {
    if (!event.target.closest("#review-form")) {
      return;
    }
    if (event.target.tagName === "SELECT" && key && key !== "Enter") {
      waiting = event.target;
    } else {
      answered(event.target);
    }
  });

  document.addEventListener("keydown", (event) => {
    key = event.key;
    if (key === "Enter" && waiting) {
      event.preventDefault();
      answered(waiting);
    }
  });

  document.addEventListener("keyup", () => {
    key = "";
  });

  document.addEventListener("focusout", (event) => {
    if (waiting && event.target === waiting && waiting.value !== "else:") {
      send();
    }
  });

  /* Who answered goes on with the next cell that waits; where none does, the title says how the list stands now. */
  document.addEventListener("htmx:afterSettle", () => {
    const still = document.activeElement;
    if (still && still !== document.body && still.isConnected) {
      return;
    }
    const next = document.querySelector("#review .sheet :is(td.bad, td.ask) :is(select, input[type=text])");
    (next || document.getElementById("review-title")).focus();
  });
})();
