// The only way anything gets onto the page: elements by name, and text as text.

const SVG_NAMESPACE = document.getElementById('mark').namespaceURI;
const MAX_TEXT = 600;
// Controls, and what turns the direction of text around: a label may hold either.
const UNSEEN = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\uffff]/g;

function cleaned(text) {
    const clean = String(text).replace(UNSEEN, '\u00b7');
    return clean.length > MAX_TEXT ? clean.slice(0, MAX_TEXT) + '\u2026' : clean;
}

function element(name, attributes, ...children) {
    return filled(document.createElement(name), attributes, children);
}

function drawing(name, attributes, ...children) {
    return filled(document.createElementNS(SVG_NAMESPACE, name), attributes, children);
}

function filled(node, attributes, children) {
    for (const [key, value] of Object.entries(attributes ?? {})) {
        if (value !== null && value !== undefined && value !== false) {
            node.setAttribute(key, value === true ? '' : cleaned(value));
        }
    }
    append(node, children);
    return node;
}

function append(node, children) {
    for (const child of children.flat(2)) {
        if (child === null || child === undefined || child === false) continue;
        node.append(child instanceof Node ? child : cleaned(child));
    }
}

function button(text, label, onClick) {
    const node = element('button', {type: 'button', 'aria-label': label, title: label}, text);
    node.addEventListener('click', onClick);
    return node;
}

// A length in percent; the policy of the page allows no style attributes, but this.
function sized(node, property, share) {
    node.style.setProperty(property, clamp(share * 100 || 0, 0, 100) + '%');
    return node;
}

function coloured(node, colour) {
    node.style.setProperty('--colour', colour);
    return node;
}

function legendOf(entries) {
    return element('ul', {class: 'legend'}, entries.map(([name, colour, shape]) =>
        element('li', null, coloured(element('i', {class: shape ?? 'patch'}), colour), name)));
}

function section(id, title, lead, ...children) {
    return element('section', {id, 'aria-labelledby': id + '-title'},
        element('h2', {id: id + '-title'}, title),
        lead ? element('p', {class: 'lead'}, lead) : null,
        ...children);
}

// A line that opens: it is cut where its room ends, and what is in it is not.
function folded(kind, line, ...children) {
    return element('details', {class: 'fold ' + kind},
        element('summary', null, element('span', {class: 'gist'}, line)),
        ...children);
}
