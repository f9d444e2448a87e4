/* Draws a chart after the table that already says the same. Plotly is heavy, so it is fetched only when a chart
   is near the screen, and only on request when the reader asked to save data. */
(function () {
  "use strict";

  const plotlyUrl = document.currentScript.dataset.plotly;
  let loading = null;

  function loadPlotly() {
    loading ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = plotlyUrl;
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    });
    return loading;
  }

  async function draw(chart) {
    const figure = JSON.parse(document.getElementById(chart.dataset.figure).textContent);
    const place = document.createElement("div");
    // Not an image: plotly's own buttons inside are reached by keyboard.
    place.setAttribute("role", "figure");
    place.setAttribute("aria-label", chart.dataset.label);
    try {
      await loadPlotly();
      chart.replaceChildren(place);
      const tools = "tools" in chart.dataset;
      await window.Plotly.newPlot(place, figure.data, figure.layout, { displayModeBar: tools, displaylogo: false, responsive: true });
      chart.classList.add("drawn");
    } catch {
      // The table above holds every figure; an empty box would only worry the reader.
      chart.hidden = true;
    }
  }

  function drawWhenNear(chart) {
    const observer = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) {
        observer.disconnect();
        draw(chart);
      }
    }, { rootMargin: "400px" });
    observer.observe(chart);
  }

  function offer(chart) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn";
    button.textContent = chart.dataset.offer;
    button.addEventListener("click", () => draw(chart));
    chart.append(button);
  }

  const saveData = Boolean(navigator.connection && navigator.connection.saveData);
  for (const chart of document.querySelectorAll("[data-figure]")) {
    chart.hidden = false;
    (saveData ? offer : drawWhenNear)(chart);
  }
})();
