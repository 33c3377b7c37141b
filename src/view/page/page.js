'use strict';
(() => {
  const byId = (id) => document.getElementById(id);
  const form = byId('filters');
  const count = byId('count');
  const words = (text) => (text ? text.split(' ') : []);
  // What is filtered: the contradictions, and by words the entries of claims and sources too.
  const facts = [];
  const records = [];
  const found = document.getElementsByClassName('entry');
  const recorded = document.getElementsByClassName('record');
  const reading = () => document.readyState === 'loading';
  // A box is a contradiction, a claim's or a source's entry. What follows it is there only when all of it is.
  const whole = (box) => box.nextSibling !== null || !reading();
  const boxOf = (name) => document.querySelector(`details[data-id="${CSS.escape(name)}"]`);

  // Text without case, accents, and commas within numbers.
  const folded = (text) =>
    text.normalize('NFKD').replace(/\p{M}+/gu, '').toLowerCase().replace(/(?<=\d)[,\u00a0](?=\d)/g, '');
  const signs = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" };
  const inside = (box) => box.querySelector(':scope > noscript');
  const textOf = (fact) => {
    if (fact.text === null) {
      const html = inside(fact.box).textContent;
      const end = html.indexOf('\u003c!-- of others -->');
      const plain = html
        .slice(0, end < 0 ? html.length : end)
        .replace(/<figure>.*?<\/figure>/gs, ' ')
        .replace(/<[^>]*>/g, ' ')
        .replace(/&(?:amp|lt|gt|quot|#39);/g, (sign) => signs[sign]);
      fact.text = folded(`${fact.box.firstElementChild.textContent} ${plain}`);
    }
    return fact.text;
  };

  // What a box holds is text until it is opened: to make elements of thousands at once would take long.
  const factOf = new Map();
  const unfold = (box) => {
    const held = inside(box);
    if (!held || !whole(box)) return;
    if (!factOf.has(box)) take();
    if (factOf.has(box)) textOf(factOf.get(box));
    const content = document.createElement('template');
    content.innerHTML = held.textContent;
    held.replaceWith(content.content);
  };
  const open = (box) => {
    unfold(box);
    box.open = true;
  };

  // The texts are gathered while nothing else is to be done, so that the first letter typed waits for none.
  const idle = window.requestIdleCallback || ((work) => setTimeout(() => work({ timeRemaining: () => 5 }), 50));
  const gather = (all) => {
    let next = 0;
    const some = (deadline) => {
      while (next < all.length && deadline.timeRemaining() > 1) textOf(all[next++]);
      if (next < all.length) idle(some);
    };
    idle(some);
  };

  const picked = (name) => [...form.querySelectorAll(`input[name=${name}]:checked`)].map((input) => input.value);
  const filters = () => ({
    q: form.q.value.trim(),
    sides: picked('side'),
    strengths: picked('strength'),
    party: form.party.value,
    judged: form.judged.value,
  });
  const says = (fact, looked) => looked.every((word) => textOf(fact).includes(word));
  const fits = (fact, wanted, looked) =>
    (wanted.strengths.length === 0 || wanted.strengths.includes(fact.strength)) &&
    wanted.sides.every((side) => fact.sides.has(side)) &&
    (!wanted.party || fact.parties.has(wanted.party)) &&
    (!wanted.judged || fact.judged === wanted.judged) &&
    says(fact, looked);
  let wanted = null;
  let looked = [];
  let shown = 0;
  let fit = { claim: 0, source: 0 };
  const hide = (box, hidden) => {
    if (box.hidden !== hidden) box.hidden = hidden;
  };
  const show = (fact) => {
    const hidden = !fits(fact, wanted, looked);
    hide(fact.box, hidden);
    if (!hidden) shown += 1;
  };
  const showRecord = (fact) => {
    const hidden = !says(fact, looked);
    hide(fact.box, hidden);
    if (!hidden) fit[fact.kind] += 1;
  };
  const tell = () => {
    let told = `${shown} of ${facts.length} shown`;
    const below = Object.entries(fit).map(([word, fit]) => {
      const section = byId(`${word}s`);
      if (section) hide(section, fit === 0 && !reading());
      return `${fit} ${word}${fit === 1 ? '' : 's'}`;
    });
    if (looked.length > 0) told += `, ${below.join(' and ')} below`;
    count.textContent = reading() ? `${told}, reading on` : told;
    const none = byId('none');
    if (none) none.hidden = shown > 0 || facts.length === 0 || reading();
  };
  const filter = () => {
    wanted = filters();
    looked = folded(wanted.q).split(/\s+/).filter(Boolean);
    shown = 0;
    fit = { claim: 0, source: 0 };
    for (const fact of facts) show(fact);
    for (const fact of records) showRecord(fact);
    tell();
  };
  // Takes up what has been read since the last time.
  const take = () => {
    while (facts.length < found.length && whole(found[facts.length])) {
      const box = found[facts.length];
      const { strength, judged, sides, parties } = box.dataset;
      const fact = { box, strength, judged, sides: new Set(words(sides)), parties: new Set(words(parties)), text: null };
      facts.push(fact);
      factOf.set(box, fact);
      show(fact);
    }
    while (records.length < recorded.length && whole(recorded[records.length])) {
      const box = recorded[records.length];
      const fact = { box, kind: box.dataset.id.split('/')[0], text: null };
      records.push(fact);
      factOf.set(box, fact);
      showRecord(fact);
    }
  };

  // What is shown stands in the address: `#what-is-open?filters`.
  let target = '';
  const query = () => {
    const wanted = filters();
    const query = new URLSearchParams();
    if (wanted.q) query.set('q', wanted.q);
    for (const side of wanted.sides) query.append('side', side);
    for (const strength of wanted.strengths) query.append('strength', strength);
    if (wanted.party) query.set('party', wanted.party);
    if (wanted.judged) query.set('judged', wanted.judged);
    return query.toString();
  };
  const address = () => {
    const filtered = query();
    return '#' + target + (filtered ? '?' + filtered : '');
  };
  const note = (push) => {
    const to = address();
    if (to === (location.hash || '#')) return;
    if (push) history.pushState(null, '', to);
    else history.replaceState(null, '', to);
  };
  const read = () => {
    const [name, filtered] = location.hash.slice(1).split(/\?(.*)/s);
    const asked = new URLSearchParams(filtered || '');
    form.q.value = asked.get('q') || '';
    for (const name of ['side', 'strength']) {
      const values = asked.getAll(name);
      for (const input of form.querySelectorAll(`input[name=${name}]`)) input.checked = values.includes(input.value);
    }
    for (const name of ['party', 'judged']) {
      form[name].value = asked.get(name) || '';
      if (form[name].selectedIndex < 0) form[name].value = '';
    }
    filter();
    try {
      return decodeURIComponent(name);
    } catch {
      return name;
    }
  };

  // What is not in view has only a guessed height until it is drawn: so it is scrolled to again when it has been.
  const reveal = (element, block) => {
    element.scrollIntoView({ block });
    let times = 3;
    const again = () => {
      element.scrollIntoView({ block });
      if (--times > 0) requestAnimationFrame(again);
    };
    requestAnimationFrame(again);
  };
  let here = null;
  // What has the focus: a window that has none itself tells of no change.
  let focused = null;
  const mark = (element) => {
    if (here) here.classList.remove('here');
    here = element;
    if (here) here.classList.add('here');
  };
  // What is gone to, but is not there yet.
  let awaited = '';
  const leave = () => {
    if (awaited) target = '';
    awaited = '';
  };
  const place = (name) => {
    const box = boxOf(name) || (byId(name) || document.body).closest('details[data-id]');
    return box || byId(name);
  };
  const go = (name) => {
    awaited = '';
    target = name;
    if (!name) return mark(null);
    const found = place(name);
    const box = found && found.matches('details[data-id]') ? found : null;
    if (reading() && !(found && whole(found))) {
      awaited = name;
      return;
    }
    if (box) unfold(box);
    if (!found) {
      target = '';
      count.textContent = `Nothing on this page is called ${name}: an id changes when its claims do. ${count.textContent}`;
      return mark(null);
    }
    if (name === 'help' && found.popover) {
      target = '';
      return found.showPopover();
    }
    if (box && box.matches('.record')) {
      // The list stays as it is filtered.
      hide(box, false);
      hide(box.parentElement, false);
    } else if (box && box.hidden) {
      form.reset();
      filter();
      count.textContent = `Filters cleared: they hid what was asked for. ${count.textContent}`;
    }
    if (box) {
      open(box);
      mark(box);
      focused = box.firstElementChild;
      focused.focus({ preventScroll: true });
      reveal(box, 'start');
    } else {
      mark(null);
      reveal(found, 'start');
    }
  };

  const fromAddress = () => go(read());
  // Not `popstate`: after that the browser still takes the focus away.
  window.addEventListener('hashchange', fromAddress);

  document.addEventListener('click', (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    let name = link.getAttribute('href').slice(1);
    try {
      name = decodeURIComponent(name);
    } catch {
      // It is taken as it stands.
    }
    go(name);
    note(true);
  });

  // An opened entry is told by the address; a claim's lineage is shown where it is asked for.
  document.addEventListener('toggle', (event) => {
    const box = event.target;
    if (!box.open) return;
    unfold(box);
    if (box.matches('details.from') && !box.dataset.filled) {
      const entry = boxOf(box.querySelector('a').getAttribute('href').slice(1));
      if (!entry || !whole(entry)) return;
      box.dataset.filled = 'yes';
      unfold(entry);
      const lineage = entry.querySelector('.lineage');
      if (lineage) box.querySelector('p').replaceWith(lineage.cloneNode(true));
    }
  }, true);
  document.addEventListener('click', (event) => {
    const summary = event.target.closest('summary');
    const box = summary && summary.parentElement;
    if (!box || !box.dataset.id) return;
    leave();
    // The click has not opened or closed it yet.
    unfold(box);
    target = box.open ? '' : box.dataset.id;
    mark(box.open ? null : box);
    note(false);
  });

  form.addEventListener('input', () => {
    leave();
    filter();
    note(false);
  });
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('reset', () => setTimeout(() => {
    filter();
    note(false);
  }));
  byId('open').addEventListener('click', () => {
    for (const { box } of facts) if (!box.hidden) open(box);
  });
  byId('close').addEventListener('click', () => {
    for (const { box } of facts) box.open = false;
    target = '';
    mark(null);
    note(false);
  });

  const step = (by) => {
    const around = document.activeElement.closest('details[data-id]');
    const record = around && around.matches('.record');
    const beside = record ? [...around.parentElement.querySelectorAll('details.record')] : facts.map((fact) => fact.box);
    const all = beside.filter((box) => !box.hidden);
    const last = around || here;
    const at = all.indexOf(last);
    const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + by, 0), all.length - 1)];
    if (!next) return;
    next.firstElementChild.focus({ preventScroll: true });
    reveal(next, 'nearest');
  };
  const helped = () => {
    const help = byId('help');
    return help !== null && Boolean(help.popover) && help.matches(':popover-open');
  };
  const escape = (active) => {
    if (active === form.q) {
      if (form.q.value) {
        form.q.value = '';
        filter();
        note(false);
      } else form.q.blur();
      return;
    }
    const box = active.closest('details[open]');
    if (!box) return;
    box.open = false;
    box.firstElementChild.focus();
    if (box.dataset.id) {
      target = '';
      mark(null);
      note(false);
    }
  };
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const active = document.activeElement || document.body;
    // The browser closes the help by itself.
    if (event.key === 'Escape') return helped() || escape(active);
    if (active.matches('input[type=search], select')) return;
    if (event.key === '/') form.q.focus();
    else if (event.key === 'j') step(1);
    else if (event.key === 'k') step(-1);
    else if (event.key === '?') helped() ? byId('help').hidePopover() : go('help');
    else return;
    event.preventDefault();
  });

  form.hidden = false;
  // What is scrolled to must not lie below the filters, where these stay at the top.
  const measure = () => {
    const height = getComputedStyle(form).position === 'sticky' ? form.offsetHeight : 0;
    document.documentElement.style.setProperty('--bar', `${height}px`);
  };
  measure();
  new ResizeObserver(measure).observe(form);

  // The list is filtered, and what the address names is opened, while the rest is still being read.
  const on = () => {
    if (!reading()) return;
    const before = facts.length + records.length;
    take();
    if (facts.length + records.length > before) tell();
    if (awaited && place(awaited) && whole(place(awaited))) go(awaited);
    requestAnimationFrame(on);
  };
  document.addEventListener('DOMContentLoaded', () => {
    count.removeAttribute('aria-busy');
    take();
    tell();
    // Who reads fast has opened some that were not there as a whole.
    for (const box of document.querySelectorAll('details[data-id][open]')) unfold(box);
    const help = byId('help');
    help.querySelector('.keys').hidden = false;
    if ('popover' in help) help.popover = 'auto';
    if (awaited) go(awaited);
    gather(facts);
    gather(records);
  });
  // When all is read, the browser goes to what the address names by itself, and within some frames takes the focus away.
  document.addEventListener('focusin', (event) => { focused = event.target; });
  window.addEventListener('load', () => {
    let frames = 5;
    const keep = () => {
      if (focused && document.activeElement === document.body) {
        focused.focus({ preventScroll: true });
        if (here && focused === here.firstElementChild) reveal(here, 'start');
      }
      if (--frames > 0) requestAnimationFrame(keep);
    };
    keep();
  });
  fromAddress();
  on();
})();
