'use strict';
(() => {
  const byId = (id) => document.getElementById(id);
  const form = byId('filters');
  const count = byId('count');
  const none = byId('none');
  const entries = [...document.querySelectorAll('details.entry')];
  const words = (text) => (text ? text.split(' ') : []);
  const facts = entries.map((entry) => ({
    entry,
    strength: entry.dataset.strength,
    judged: entry.dataset.judged,
    sides: new Set(words(entry.dataset.sides)),
    parties: new Set(words(entry.dataset.parties)),
    text: null,
  }));

  // Text without case, accents, and commas within numbers.
  const folded = (text) =>
    text.normalize('NFKD').replace(/\p{M}+/gu, '').toLowerCase().replace(/(?<=\d)[,\u00a0](?=\d)/g, '');
  const signs = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" };
  const textOf = (fact) => {
    if (fact.text === null) {
      // Down to the end of its claims; what follows tells of others.
      const html = fact.entry.querySelector(':scope > noscript').textContent;
      const plain = html
        .slice(0, html.indexOf('</ul>', html.indexOf('<ul class="cards">')))
        .replace(/<figure>.*?<\/figure>/gs, ' ')
        .replace(/<[^>]*>/g, ' ')
        .replace(/&(?:amp|lt|gt|quot|#39);/g, (sign) => signs[sign]);
      fact.text = folded(`${fact.entry.firstElementChild.textContent} ${plain}`);
    }
    return fact.text;
  };

  // A box is a contradiction, a claim's or a source's entry. What it holds is text until it is opened: to read
  // thousands at once would take long.
  const boxes = new Map([...document.querySelectorAll('details[data-id]')].map((box) => [box.dataset.id, box]));
  const factOf = new Map(facts.map((fact) => [fact.entry, fact]));
  const unfold = (box) => {
    const inside = box.querySelector(':scope > noscript');
    if (!inside) return;
    if (factOf.has(box)) textOf(factOf.get(box));
    const content = document.createElement('template');
    content.innerHTML = inside.textContent;
    inside.replaceWith(content.content);
  };
  const open = (box) => {
    unfold(box);
    box.open = true;
  };

  // The texts are gathered while nothing else is to be done, so that the first letter typed waits for none.
  const idle = window.requestIdleCallback || ((work) => setTimeout(() => work({ timeRemaining: () => 5 }), 50));
  let gathered = 0;
  const gather = (deadline) => {
    while (gathered < facts.length && deadline.timeRemaining() > 1) textOf(facts[gathered++]);
    if (gathered < facts.length) idle(gather);
  };

  const picked = (name) => [...form.querySelectorAll(`input[name=${name}]:checked`)].map((input) => input.value);
  const filters = () => ({
    q: form.q.value.trim(),
    sides: picked('side'),
    strengths: picked('strength'),
    party: form.party.value,
    judged: form.judged.value,
  });
  const fits = (fact, wanted, looked) =>
    (wanted.strengths.length === 0 || wanted.strengths.includes(fact.strength)) &&
    wanted.sides.every((side) => fact.sides.has(side)) &&
    (!wanted.party || fact.parties.has(wanted.party)) &&
    (!wanted.judged || fact.judged === wanted.judged) &&
    (looked.length === 0 || looked.every((word) => textOf(fact).includes(word)));
  const filter = () => {
    const wanted = filters();
    const looked = folded(wanted.q).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const fact of facts) {
      const hidden = !fits(fact, wanted, looked);
      if (fact.entry.hidden !== hidden) fact.entry.hidden = hidden;
      if (!hidden) shown += 1;
    }
    count.textContent = `${shown} of ${facts.length} shown`;
    none.hidden = shown > 0 || facts.length === 0;
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
  const mark = (element) => {
    if (here) here.classList.remove('here');
    here = element;
    if (here) here.classList.add('here');
  };
  const go = (name) => {
    target = name;
    if (!name) return mark(null);
    const box = boxes.get(name) || (byId(name) || document.body).closest('details[data-id]');
    if (box) unfold(box);
    const found = box || byId(name);
    if (!found) {
      target = '';
      count.textContent = `Nothing on this page is called ${name}: an id changes when its claims do. ${count.textContent}`;
      return mark(null);
    }
    if (box && box.hidden) {
      form.reset();
      filter();
      count.textContent = `Filters cleared: they hid what was asked for. ${count.textContent}`;
    }
    if (box) {
      open(box);
      mark(box);
      box.firstElementChild.focus({ preventScroll: true });
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
      box.dataset.filled = 'yes';
      const entry = boxes.get(box.querySelector('a').getAttribute('href').slice(1));
      if (!entry) return;
      unfold(entry);
      const lineage = entry.querySelector('.lineage');
      if (lineage) box.querySelector('p').replaceWith(lineage.cloneNode(true));
    }
  }, true);
  document.addEventListener('click', (event) => {
    const summary = event.target.closest('summary');
    const box = summary && summary.parentElement;
    if (!box || !box.dataset.id) return;
    // The click has not opened or closed it yet.
    unfold(box);
    target = box.open ? '' : box.dataset.id;
    mark(box.open ? null : box);
    note(false);
  });

  form.addEventListener('input', () => {
    filter();
    note(false);
  });
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('reset', () => setTimeout(() => {
    filter();
    note(false);
  }));
  byId('open').addEventListener('click', () => {
    for (const { entry } of facts) if (!entry.hidden) open(entry);
  });
  byId('close').addEventListener('click', () => {
    for (const { entry } of facts) entry.open = false;
    target = '';
    mark(null);
    note(false);
  });

  const step = (by) => {
    const inside = document.activeElement.closest('details[data-id]');
    const records = inside && inside.matches('.record');
    const all = records ? [...inside.parentElement.querySelectorAll('details.record')] : entries.filter((entry) => !entry.hidden);
    const last = inside || here;
    const at = all.indexOf(last);
    const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + by, 0), all.length - 1)];
    if (!next) return;
    next.firstElementChild.focus({ preventScroll: true });
    reveal(next, 'nearest');
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
    if (event.key === 'Escape') return escape(active);
    if (active.matches('input[type=search], select')) return;
    if (event.key === '/') form.q.focus();
    else if (event.key === 'j') step(1);
    else if (event.key === 'k') step(-1);
    else if (event.key === '?') go('help');
    else return;
    event.preventDefault();
  });

  // Who reads fast has opened some before this script was read.
  for (const box of document.querySelectorAll('details[data-id][open]')) unfold(box);
  form.hidden = false;
  // What is scrolled to must not lie below the filters, where these stay at the top.
  const measure = () => {
    const height = getComputedStyle(form).position === 'sticky' ? form.offsetHeight : 0;
    document.documentElement.style.setProperty('--bar', `${height}px`);
  };
  measure();
  new ResizeObserver(measure).observe(form);
  for (const keys of document.querySelectorAll('.keys')) keys.hidden = false;
  fromAddress();
  // When all is read, the browser goes to what the address names by itself, and takes the focus away.
  window.addEventListener('load', () => {
    if (!here) return;
    here.firstElementChild.focus({ preventScroll: true });
    reveal(here, 'start');
  });
  idle(gather);
})();
