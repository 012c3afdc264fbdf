// A number as people write it in a field: 23,8 · −0.44 · 4/7 · 57 % · 1,234.5 · 24 min. It has one meaning, or a sentence says
// why it has none. What could mean two numbers is asked, and never guessed.
const sbNumbers = (() => {
  const MOST = 30;
  const NUMBER = String.raw`(?:\d[\d.,'’]*(?: \d{3}(?!\d))*(?:[.,]\d+)?|[.,]\d+)(?:e[-+]?\d+)?`;
  const MIXED = /^([-+]?)(\d+) ([1-9]\d?) ?\/ ?(\d+)(.*)$/; // 3 1/2
  const ONE = new RegExp(`^([-+]?)(${NUMBER})(.*)$`, "i");
  const DIVIDED = new RegExp(`^([-+]?)(${NUMBER}) ?/ ?(${NUMBER})(.*)$`, "i");
  const OUT_OF = new RegExp(`^([-+]?)(${NUMBER}) (?:out of|of|in) (${NUMBER})(.*)$`, "i");
  const PERCENT = /^ ?(?:%|per ?cent\b)(.*)$/i;

  const isShare = (unit) => /\bfrom 0 to 1\b/.test(unit);
  // What a percentage is divided by in a field: of 100 people, 57 % are 57.
  const hundred = (unit) => (isShare(unit) ? 100 : /^(of 100\b|%|per ?cent\b)/i.test(unit) ? 1 : null);
  const shown = (value) => `${Number.isInteger(value) ? value : Number(value.toPrecision(6))}`;

  const tidy = (text) =>
    text
      .replace(/[¼-¾⅐-⅞]/g, (sign) => ` ${sign.normalize("NFKC")}`)
      .replace(/[⁄∕]/g, "/")
      .replace(/[‐-―−]/g, "-")
      .replace(/\s+/g, " ")
      .trim()
      .replace(/^[=≈~] ?/, "")
      .replace(/^([-+]) /, "$1");

  // What digits may mean: 5,260 is a large number to some readers of English and a small one to others.
  function meanings(digits) {
    if (/^\d*[.,]?\d*(e[-+]?\d+)?$/i.test(digits)) {
      const small = Number(digits.replace(",", "."));
      return /^[1-9]\d{0,2},\d{3}$/.test(digits) ? [small, Number(digits.replace(",", ""))] : [small];
    }
    const [all, group, decimal] = /^[1-9]\d{0,2}(?:([ ,.'’])\d{3})(?:\1\d{3})*(?:([.,])\d+)?$/.exec(digits) ?? [];
    return all && group !== decimal ? [Number(digits.replaceAll(group, "").replace(",", "."))] : [];
  }

  // The numbers that a text begins with, what stands behind them, and whether someone may wonder how they are read.
  function beginning(text, unit) {
    const [, minus, whole, part, parts, after] = MIXED.exec(text) ?? [];
    if (whole && Number(part) < Number(parts)) return { minus, values: [Number(whole) + part / parts], after, plain: false };
    const [, sign, first, second, rest] = DIVIDED.exec(text) ?? (isShare(unit) ? OUT_OF.exec(text) : null) ?? [];
    if (first) {
      const values = meanings(first).flatMap((one) => meanings(second).map((other) => one / other));
      return { minus: sign, values, after: rest, plain: false };
    }
    const [, before, digits, behind] = ONE.exec(text) ?? [];
    return digits ? { minus: before, values: meanings(digits), after: behind, plain: !/\d[ '’]\d|[.,].*[.,]/.test(digits) } : null;
  }

  // Whether words are the unit's own, from any of them on and perhaps cut short: "min", or "evenings" for "of 200 evenings".
  function isUnit(words, unit) {
    const said = words.toLowerCase().replace(/[ .]+$/, "").trim().replace(/^[x×]$/, "times");
    const from = unit.toLowerCase().split(" ");
    return !said || (/^\D/.test(said) && from.some((_, place) => from.slice(place).join(" ").startsWith(said)));
  }

  // A number, or NaN and the sentence that says why; `note` says how a text was read that is more than digits.
  function read(text, unit = "") {
    const typed = text.trim();
    const name = `“${typed.length > MOST ? `${typed.slice(0, MOST)}…` : typed}”`;
    const no = (trouble) => ({ value: NaN, trouble: `${name} ${trouble}`, note: "" });
    const nothing = () => no("cannot be read as one number. Write digits only, such as 12.5 or 12,5.");

    const found = beginning(tidy(text), unit);
    if (!found) return nothing();
    const percent = PERCENT.exec(found.after);
    if (!isUnit(percent ? percent[1] : found.after, unit)) {
      return unit && /[a-z]/i.test(found.after) ? no(`cannot be read as one number. The unit here is: ${unit}.`) : nothing();
    }
    let { values } = found;
    if (percent) {
      const all = hundred(unit);
      if (all === null) return no(`is a percentage. This field takes another kind of number: ${unit}.`);
      // 0.57 % of all, or 0.57, which is 57 % of all?
      const isSmall = isShare(unit) && values.some((value) => value > 0 && value < 1);
      values = values.flatMap((value) => (isSmall ? [value / all, value] : [value / all]));
    }
    values = values.map((value) => (found.minus === "-" ? -value : value) + 0);
    if (!values.length || !values.every(Number.isFinite)) return nothing();
    if (values.length > 1) return no(`could mean ${values.map(shown).join(" or ")}. Write the one you mean.`);
    const [value] = values;
    return { value, trouble: "", note: found.plain && !percent ? "" : `${name} is read as ${shown(value)}.` };
  }

  return { read };
})();
