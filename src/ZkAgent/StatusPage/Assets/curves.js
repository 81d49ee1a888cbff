// Small curves of the last hour, and the same as a table.
const hour = 3600;

// A young history fills its window: five minutes, a quarter, half an hour, or the hour.
const windowOf = age => [300, 900, 1800].find(seconds => age <= seconds) ?? hour;
const spanText = seconds => seconds === hour ? "last hour" : `last ${seconds / 60} minutes`;

// The points of one curve; a gap where a figure or a sample is missing.
const runs = (at, values, interval, now, top, span) => {
  const found = [];
  let run = [];
  values.forEach((value, i) => {
    const gap = i > 0 && at[i] - at[i - 1] > 3 * interval;
    if ((value === null || gap) && run.length) { found.push(run); run = []; }
    if (value !== null) run.push(`${(100 * (1 - (now - at[i]) / span)).toFixed(2)},${(31 - 28 * value / top).toFixed(2)}`);
  });
  if (run.length) found.push(run);
  // One point alone is drawn as a short line.
  return found.map(points => points.length === 1 ? [points[0], `${(Number(points[0].split(",")[0]) - .8).toFixed(2)},${points[0].split(",")[1]}`] : points);
};

const last = values => values.findLast(value => value !== null) ?? null;
const highest = values => values.reduce((most, value) => value !== null && value > most ? value : most, 0);

const drawCurve = (svg, history, now, span, series) => {
  const top = Math.max(...series.map(([name]) => highest(history[name])), 1e-9);
  svg.replaceChildren(...series.flatMap(([name, kind]) => runs(history.at, history[name], history.interval, now, top, span)
    .map(points => svgEl("polyline", { class: kind, points: points.join(" ") }))));
};

const curve = label => svgEl("svg", { class: "curve", viewBox: "0 0 100 34", preserveAspectRatio: "none", role: "img", "aria-label": label });

// Twelve rows of five minutes each, newest first.
const curveTable = (history, now) => {
  const rows = [];
  for (let age = 0; age < 12; age++) {
    const inside = history.at.map((at, i) => [at, i]).filter(([at]) => now - at >= age * 300 && now - at < (age + 1) * 300).map(([, i]) => i);
    if (!inside.length) continue;
    const mean = values => { const given = inside.map(i => values[i]).filter(v => v !== null); return given.length ? given.reduce((a, b) => a + b) / given.length : null; };
    const most = inside.map(i => history.outstanding[i]).filter(v => v !== null);
    rows.push([clock(1000 * (now - (age + 1) * 300)), known(mean(history.write), milliseconds), known(mean(history.read), milliseconds), most.length ? whole(Math.max(...most)) : unknown]);
  }
  return table(["From", "Writes", "Reads", "Outstanding, most"], rows);
};
