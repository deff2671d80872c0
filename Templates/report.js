"use strict";
// Filter, sort and search for the lists of the page. Without this script they stand whole.
(() => {
const words = {
  new: "本月新增", ordinary: "一般", major: "重大", rectified: "已整改", closed: "已销号", open: "未完成",
  overdue: "逾期", supervised: "已督办", error: "错误", warning: "核实", explained: "已说明", info: "提示",
};
const collator = new Intl.Collator("zh-CN", { numeric: true });
const lists = new Map();

function make(name, properties, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

function prepare(table) {
  const id = table.dataset.list;
  const heads = [...table.tHead.rows[0].cells];
  const rows = [...table.querySelectorAll("tbody > tr:not(.rest)")].map((row) => ({
    row, home: row.parentNode,
    bureau: row.dataset.bureau || row.parentNode.dataset.bureau || "",
    marks: (row.dataset.marks || "").split(" "),
    cells: [...row.cells].map((cell) => cell.textContent.trim()),
    text: row.textContent.toLowerCase(),
  }));
  const notes = [...table.querySelectorAll("tr.rest")];
  const search = make("input", { type: "search", id: "find-" + id, autocomplete: "off" });
  const bureaus = make("select", { id: "bureau-" + id }, make("option", { value: "" }, "全部"));
  for (const body of table.tBodies) {
    if (body.dataset.name) {
      bureaus.append(make("option", { value: body.dataset.bureau }, body.dataset.name));
    }
  }
  const chosen = make("span", { className: "chosen" });
  const whole = make("button", { type: "button", hidden: true }, "全部显示");
  const said = make("span", { className: "said" });
  said.setAttribute("role", "status");
  const bar = make("div", { className: "tools" },
    make("label", { htmlFor: search.id }, "搜索"), search);
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", table.parentNode.getAttribute("aria-label") + "筛选");
  if (bureaus.length > 2) bar.append(make("label", { htmlFor: bureaus.id }, "设区市"), bureaus);
  bar.append(chosen, whole, said);
  table.parentNode.before(bar);

  let pick = [], find = "";
  function show() {
    const wanted = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const entry of rows) {
      const isShown = (!bureaus.value || entry.bureau === bureaus.value)
        && pick.every((mark) => entry.marks.includes(mark))
        && (!find || entry.cells.includes(find))
        && wanted.every((word) => entry.text.includes(word));
      entry.row.hidden = !isShown;
      if (isShown) count += 1;
    }
    const isCut = wanted.length > 0 || pick.length > 0 || find || bureaus.value;
    whole.hidden = !isCut && !sorted;
    for (const note of notes) {
      note.hidden = Boolean(sorted || wanted.length || pick.length || find
        || (bureaus.value && bureaus.value !== note.parentNode.dataset.bureau));
    }
    chosen.textContent = [find, ...pick.map((mark) => words[mark] || mark)].filter(Boolean).join("、");
    said.textContent = "显示 " + count + " 行，共 " + rows.length + " 行"
      + (notes.length ? "（其余见工作簿）" : "");
  }

  let sorted = null, isFalling = false;
  function sort(column) {
    if (column === null || (sorted === column && isFalling)) {
      sorted = null;
      for (const { row, home } of rows) home.append(row);
      for (const note of notes) note.parentNode.append(note);
    } else {
      isFalling = sorted === column;
      sorted = column;
      const index = heads.indexOf(column);
      const order = [...rows].sort((one, other) => {
        const [a, b] = [one.cells[index], other.cells[index]];
        if (!a || !b) return a ? -1 : b ? 1 : 0;
        return (isFalling ? -1 : 1) * (a - b || collator.compare(a, b));
      });
      table.tBodies[0].append(...order.map(({ row }) => row));
    }
    for (const head of heads) {
      if (head === sorted) head.setAttribute("aria-sort", isFalling ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    }
    show();
  }

  for (const head of heads) {
    const button = make("button", { type: "button", title: "排序" }, ...head.childNodes);
    button.addEventListener("click", () => sort(head));
    head.append(button);
  }
  function choose(bureau, marks, text) {
    search.value = "";
    bureaus.value = bureau;
    if (bureaus.value !== bureau) bureaus.value = "";
    [pick, find] = [marks, text];
    show();
  }
  search.addEventListener("input", show);
  bureaus.addEventListener("change", show);
  whole.addEventListener("click", () => { choose("", [], ""); sort(null); search.focus(); });
  lists.set(id, { choose, region: table.parentNode });
  show();
}

document.querySelectorAll("table[data-list]").forEach(prepare);

// A number leads to the rows that it was counted from.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-pick]");
  const target = link && /^#(\w+?)(?:-(\d{6}))?$/.exec(link.getAttribute("href"));
  const list = target && lists.get(target[1]);
  if (!list) return;
  event.preventDefault();
  list.choose(target[2] || "", link.dataset.pick.split(" ").filter(Boolean), link.dataset.find || "");
  location.hash = target[1];
  list.region.focus({ preventScroll: true });
});
})();
