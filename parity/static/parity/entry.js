/* Typing a delegation in: Enter to the next row, copy from above, paste a block. Without scripts the form does it all. */
(function () {
  "use strict";

  const table = document.querySelector("[data-typed]");
  const rows = () => [...table.tBodies[0].rows].filter((row) => row.querySelector("input, select"));
  const cells = (row) => [...row.querySelectorAll("input, select")];
  const total = document.querySelector("[name=new-TOTAL_FORMS]");
  const waiting = document.querySelector("[data-rows]");
  table.querySelector("[data-hint]").hidden = false;

  function place(cell) {
    const all = rows();
    const row = all.findIndex((one) => one.contains(cell));
    return { row, column: row < 0 ? -1 : cells(all[row]).indexOf(cell) };
  }

  function addRow() {
    const all = rows();
    const row = all[all.length - 1].cloneNode(true);
    const number = all.length;
    row.cells[0].textContent = number + 1;
    for (const cell of cells(row)) {
      cell.name = cell.name.replace(/^new-\d+-/, `new-${number}-`);
      cell.id = cell.id.replace(/^id_new-\d+-/, `id_new-${number}-`);
      cell.setAttribute("aria-label", cell.getAttribute("aria-label").replace(/\d+$/, number + 1));
      cell.value = "";
    }
    table.tBodies[0].append(row);
    total.value = number + 1;
  }

  function cellAt(row, column) {
    while (rows().length <= row && rows().length < 200) addRow();
    const found = rows()[row];
    return found && cells(found)[column];
  }

  /* A select takes the option whose label or value was pasted; anything else leaves it as it was. */
  function fill(cell, text) {
    if (cell.tagName !== "SELECT") { cell.value = text; return; }
    const wanted = text.trim().toLowerCase();
    const option = [...cell.options].find((one) => [one.value, one.label].some((said) => said.toLowerCase() === wanted));
    if (option) cell.value = option.value;
  }

  function count() {
    const written = rows().filter((row) => cells(row).some((cell) => cell.value.trim())).length;
    waiting.textContent = written ? ` · ${written} ${waiting.dataset.rows}` : "";
  }

  table.addEventListener("keydown", (event) => {
    const { row, column } = place(event.target);
    if (column < 0 || event.isComposing) return;
    if (event.key === "Enter") {
      event.preventDefault();
      const next = cellAt(row + 1, column);
      if (next) next.focus();
    } else if (event.key.toLowerCase() === "d" && event.ctrlKey && row > 0) {
      event.preventDefault();
      event.target.value = cellAt(row - 1, column).value;
      count();
    }
  });

  table.addEventListener("paste", (event) => {
    const text = event.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n").replace(/\n$/, "");
    const { row, column } = place(event.target);
    if (column < 0 || !/[\t\n]/.test(text)) return;
    event.preventDefault();
    text.split("\n").forEach((line, below) => line.split("\t").forEach((part, beside) => {
      const cell = cellAt(row + below, column + beside);
      if (cell) fill(cell, part.trim());
    }));
    count();
  });

  table.addEventListener("input", count);
  count();
})();
