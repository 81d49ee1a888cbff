// Who led in the last hour.
const leaderSpans = (leaders, now) => leaders.map((change, i) => ({
  name: change.name, epoch: change.epoch,
  from: Math.max(Date.parse(change.at) / 1000, now - hour),
  to: i + 1 < leaders.length ? Date.parse(leaders[i + 1].at) / 1000 : now,
}));

const colourOf = (name, names) => `m${Math.max(0, names.indexOf(name)) % 7}`;

const showLeaders = (history, names) => {
  const now = Date.parse(history.at) / 1000;
  const spans = leaderSpans(history.leaders, now).filter(span => span.to > span.from);
  const section = byId("leaders");
  section.hidden = spans.length === 0;
  if (spans.length === 0) return;
  const latest = spans[spans.length - 1];
  const elections = spans.filter(span => span.name !== null).length - 1;
  const without = spans.filter(span => span.name === null).reduce((sum, span) => sum + span.to - span.from, 0);
  const summary = (latest.name === null ? `No leader is known since ${clock(1000 * latest.from)}.` : `${latest.name} leads, here known for ${duration(now - latest.from)}.`)
    + ` ${elections > 0 ? plural(elections, "change", "changes") : "No change"} was seen in ${duration(now - spans[0].from)}`.replace("changes was", "changes were")
    + (without > 0 ? `, ${duration(without)} without a known leader.` : ".");
  setText(section.querySelector(".summary"), summary);
  const track = section.querySelector(".track");
  track.setAttribute("aria-label", summary);
  track.replaceChildren(...spans.map(span => {
    const part = el("span", { className: span.name === null ? "none" : colourOf(span.name, names), title: `${span.name ?? "no leader known"}, from ${clock(1000 * span.from)} for ${duration(span.to - span.from)}` });
    part.style.left = `${100 * (1 - (now - span.from) / hour)}%`;
    part.style.width = `max(3px, ${100 * (span.to - span.from) / hour}%)`;
    if (span.name !== null && (span.to - span.from) / hour > .03) part.textContent = span.name;
    return part;
  }));
  section.querySelector("tbody").replaceChildren(...spans.toReversed().map(span => el("tr", {},
    el("th", { scope: "row", textContent: clock(1000 * span.from) }), el("td", { textContent: span.name ?? "none known" }),
    el("td", { textContent: known(span.epoch) }), el("td", { textContent: duration(span.to - span.from) }))));
};
