// Turns what stands on the page into what was fetched, and touches nothing that is equal: the focus, the scroll position and
// what is being typed stay.

// A page as text. It is read where no script runs, so what stands there for browsers without scripts is taken out.
export function read(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const one of page.querySelectorAll("noscript")) one.remove();
  return page;
}

export function morph(from, to) {
  if (from.isEqualNode(to) && !from.querySelector?.("input, select, textarea")) return;
  attributes(from, to);
  children(from, to);
}

function attributes(from, to) {
  const kept = from.tagName === "DETAILS" || from.tagName === "DIALOG" ? ["open"] : [];
  for (const { name } of [...from.attributes]) {
    if (!to.hasAttribute(name) && !kept.includes(name)) from.removeAttribute(name);
  }
  for (const { name, value } of to.attributes) {
    if (from.getAttribute(name) !== value && !kept.includes(name)) from.setAttribute(name, value);
  }
}

function children(from, to) {
  const named = new Map();
  for (const child of from.children) if (child.id) named.set(child.id, child);
  let at = from.firstChild;
  for (const wanted of [...to.childNodes]) {
    const known = wanted.id ? named.get(wanted.id) : undefined;
    if (known && known.tagName === wanted.tagName) {
      if (known === at) at = at.nextSibling;
      else from.insertBefore(known, at);
      element(known, wanted);
    } else if (at && fits(at, wanted)) {
      const next = at.nextSibling;
      if (at.nodeType === Node.ELEMENT_NODE) element(at, wanted);
      else if (at.data !== wanted.data) at.data = wanted.data;
      at = next;
    } else {
      from.insertBefore(wanted.cloneNode(true), at);
    }
  }
  while (at) {
    const next = at.nextSibling;
    at.remove();
    at = next;
  }
}

// Whether one can become the other. What has a name of its own becomes nothing else.
function fits(at, wanted) {
  return at.nodeType === wanted.nodeType && at.nodeName === wanted.nodeName && !at.id && !wanted.id;
}

function element(from, to) {
  if (from.matches("input, select, textarea")) {
    if (changed(from)) return;
    attributes(from, to);
    if (from.tagName === "TEXTAREA") from.value = to.value;
    else if (from.tagName === "SELECT") children(from, to);
    return;
  }
  morph(from, to);
}

// Whether somebody is typing there, or has typed something that was not sent.
function changed(field) {
  if (field === document.activeElement) return true;
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  if (field.tagName === "SELECT") return [...field.options].some((option) => option.selected !== option.defaultSelected);
  return field.value !== field.defaultValue;
}
