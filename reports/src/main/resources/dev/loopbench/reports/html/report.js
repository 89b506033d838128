// The report as it lies in the page.

const ESCAPED_MARKUP = /\\(u003c|[^])/g;

async function embeddedText() {
    const holder = document.getElementById('report');
    return holder.type === 'application/json'
        ? unescaped(holder.textContent)
        : unpacked(holder.textContent);
}

// Undoes the escape that keeps markup out of the page: not where the backslash is itself escaped.
function unescaped(text) {
    return text.replace(ESCAPED_MARKUP, (all, escape) => escape === 'u003c' ? '<' : all);
}

function unpacked(text) {
    const bytes = Uint8Array.from(atob(text), character => character.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
    return new Response(stream).text();
}

function embeddedCurves() {
    return JSON.parse(document.getElementById('curves').textContent);
}

function offerDownload(text, report) {
    document.getElementById('download').addEventListener('click', () => {
        const url = URL.createObjectURL(new Blob([text], {type: 'application/json'}));
        const link = element('a', {href: url, download: fileName(report)});
        document.body.append(link);
        link.click();
        link.remove();
        setTimeout(() => URL.revokeObjectURL(url), 10000);
    });
}

function fileName(report) {
    const name = String(report.config.scenario ?? report.config.workload);
    return 'loopbench-' + (name.replace(/[^A-Za-z0-9.-]+/g, '-').slice(0, 60) || 'report') + '.json';
}
