// Colours that stay apart for colour-blind readers: Paul Tol's light scheme for phases, his bright
// one for kinds. The styles hold them, for a canvas has to ask and a print has its own.

const PHASES = ['timers', 'pending', 'idle', 'prepare', 'poll', 'check', 'closing', 'ticks', 'microtasks'];
const KIND_COLOURS = 6;

function phaseColour(phase) {
    return PHASES.includes(phase) ? 'var(--phase-' + phase + ')' : 'var(--other)';
}

function kindColours(report) {
    const kinds = new Set(report.operations.map(operation => operation.kind));
    report.jobs.forEach(job => kinds.add(job.kind));
    return new Map([...kinds].map((kind, index) =>
        [kind, index < KIND_COLOURS ? 'var(--kind-' + index + ')' : 'var(--other)']));
}

// Resolves var(--x) for a canvas; asked once for each look of the page.
class Ink {
    constructor() {
        this.style = getComputedStyle(document.documentElement);
        this.known = new Map();
    }

    of(colour) {
        let value = this.known.get(colour);
        if (value === undefined) {
            value = this.style.getPropertyValue(colour.slice(4, -1)).trim();
            this.known.set(colour, value);
        }
        return value;
    }
}
