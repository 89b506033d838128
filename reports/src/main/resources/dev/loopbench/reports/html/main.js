// Puts the page together, in the order it is read.

function render(report, curves) {
    const sections = [
        heading(report),
        element('div', {class: 'overview'}, verdicts(report), keyFigures(report)),
        timelineSection(report),
        latencySection(report, curves),
        loopIsUsed(report) ? loopSection(report, curves) : null,
        interferenceSection(report),
        stallsSection(report),
        tablesSection(report),
    ].filter(part => part !== null);
    const page = document.getElementById('page');
    page.replaceChildren(...sections);
    document.getElementById('contents').replaceChildren(...[...page.querySelectorAll('h2[id]')].map(title =>
        element('a', {href: '#' + title.closest('section').id}, title.textContent.split(':')[0])));
}

function look(dark) {
    document.documentElement.dataset.theme = dark ? 'dark' : 'light';
    const toggle = document.getElementById('theme');
    toggle.textContent = dark ? 'Light' : 'Dark';
    toggle.setAttribute('aria-pressed', dark);
    dispatchEvent(new Event('lookchange'));
}

function isDark() {
    return document.documentElement.dataset.theme === 'dark';
}

// As the system wishes, until the reader says otherwise.
function offerLooks() {
    const wish = matchMedia('(prefers-color-scheme: dark)');
    const follow = () => look(wish.matches);
    wish.addEventListener('change', follow);
    document.getElementById('theme').addEventListener('click', () => {
        wish.removeEventListener('change', follow);
        look(!isDark());
    });
    follow();
}

// Paper is light and narrow, and nobody can open anything on it.
function preparePrint() {
    let dark = false;
    let opened = [];
    addEventListener('beforeprint', () => {
        dark = isDark();
        opened = [...document.querySelectorAll('details:not([open])')];
        opened.forEach(details => details.open = true);
        document.documentElement.dataset.paper = 'true';
        look(false);
    });
    addEventListener('afterprint', () => {
        opened.forEach(details => details.open = false);
        delete document.documentElement.dataset.paper;
        look(dark);
    });
}

// The timeline takes its height when it is drawn: one frame to be laid out, one to draw, one to be seen.
async function drawn() {
    for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
}

async function start() {
    const text = await embeddedText();
    const report = JSON.parse(text);
    offerDownload(text, report);
    render(report, embeddedCurves());
    preparePrint();
    await drawn();
    document.documentElement.dataset.ready = 'true';
    if (location.hash.startsWith('#t=')) document.getElementById('timeline')?.scrollIntoView();
}

offerLooks();
start().catch(failure => {
    document.getElementById('page').replaceChildren(element('p', {class: 'notice'},
        'This report cannot be shown: ' + failure.message + '. The JSON in this page is not harmed.'));
    throw failure;
});
