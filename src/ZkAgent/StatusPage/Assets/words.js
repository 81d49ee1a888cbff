// Values as words. What is not known is "–".
const unknown = "–";
// What another agent sends may be of another version: what is no number or no text is not known either.
const known = (value, write = String) => (write === String ? ["string", "number", "boolean"].includes(typeof value) : Number.isFinite(value)) ? write(value) : unknown;
const whole = value => Math.round(value).toLocaleString("en");
const clock = moment => new Date(moment).toLocaleTimeString("en-GB");
const day = moment => new Date(moment).toISOString().slice(0, 10);
const time = text => typeof text === "string" ? Date.parse(text) : NaN;
const milliseconds = value => value >= 100 ? `${Math.round(value)} ms` : value >= 10 ? `${value.toFixed(1)} ms` : `${Number(value.toFixed(2))} ms`;

const duration = seconds => {
  const s = Math.max(0, Math.round(seconds));
  if (s < 60) return `${s} s`;
  if (s < 3600) return s < 600 && s % 60 ? `${Math.floor(s / 60)} min ${s % 60} s` : `${Math.floor(s / 60)} min`;
  if (s < 86400) return `${Math.floor(s / 3600)} h ${Math.floor(s % 3600 / 60)} min`;
  return `${Math.floor(s / 86400)} d ${Math.floor(s % 86400 / 3600)} h`;
};

const bytes = value => {
  const units = ["B", "kB", "MB", "GB", "TB"];
  let unit = 0;
  for (; value >= 1000 && unit < units.length - 1; unit++) value /= 1000;
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
};

const signs = { good: "✓", waiting: "…", bad: "✕", none: "?" };
const plural = (number, one, more) => `${number} ${number === 1 ? one : more}`;
const isObject = value => typeof value === "object" && value !== null && !Array.isArray(value);
const list = value => Array.isArray(value) ? value : [];
const objects = value => list(value).filter(isObject);

// Draws one part. A fault in it must not hide the others, and it is no loss of contact.
const part = (name, draw, failed = () => {}) => {
  try {
    draw();
  } catch (problem) {
    console.warn(`cannot show ${name}:`, problem);
    failed();
  }
};
