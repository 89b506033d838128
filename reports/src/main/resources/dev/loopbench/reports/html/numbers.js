// Numbers as people read them: the same rules as the terminal report's.

const NONE = '\u2013';
const GROUP = '\u202f';

function nanosText(nanos) {
    if (nanos === null || nanos === undefined || !Number.isFinite(nanos)) return NONE;
    if (nanos < 0) return '-' + nanosText(-nanos);
    if (nanos < 999.5) return nanos.toFixed(nanos < 10 && !Number.isInteger(nanos) ? 1 : 0) + 'ns';
    if (nanos < 999500) return (nanos / 1e3).toFixed(nanos < 99950 ? 1 : 0) + '\u00b5s';
    if (nanos < 999500000) return threeDigits(nanos / 1e6) + 'ms';
    if (nanos < 59950000000) return threeDigits(nanos / 1e9) + 's';
    return nanos < 3599500000000
        ? pairText(Math.round(nanos / 1e9), 'm', 's')
        : pairText(Math.round(nanos / 60e9), 'h', 'm');
}

function threeDigits(value) {
    return value.toFixed(value < 9.995 ? 2 : value < 99.95 ? 1 : 0);
}

function pairText(smaller, major, minor) {
    const rest = String(smaller % 60).padStart(2, '0');
    return Math.floor(smaller / 60) + major + ' ' + rest + minor;
}

// Without zeros that say nothing, for round figures: 100ms 2s 1.5s 5m.
function roundNanosText(nanos) {
    const text = nanosText(nanos);
    const pair = text.indexOf(' 00');
    if (pair > 0) return text.slice(0, pair);
    return text.replace(/(\.\d*?)0+(?=\D)/, '$1').replace(/\.(?=\D)/, '');
}

function countText(count) {
    if (count === null || count === undefined) return NONE;
    const size = Math.abs(count);
    if (Number.isInteger(count) || size >= 99.95) return grouped(Math.round(count));
    if (size < 0.005) return '<0.01';
    return count.toFixed(size < 9.995 ? 2 : 1);
}

function grouped(count) {
    const digits = String(count);
    if (Math.abs(count) < 10000 || /e/.test(digits)) return digits;
    return digits.replace(/\B(?=(\d{3})+$)/g, GROUP);
}

// 1 job, 5 jobs
function countOf(count, one) {
    return countText(count) + ' ' + one + (count === 1 ? '' : 's');
}

function perSecondText(rate) {
    return rate === null ? NONE : countText(rate) + '/s';
}

// Only nothing is 0 % and only all is 100 %.
function shareText(share) {
    if (share === null || share === undefined) return NONE;
    const percent = share * 100;
    if (percent === 0 || percent === 100) return percent + '%';
    if (Math.abs(percent) < 0.05) return percent < 0 ? '>-0.1%' : '<0.1%';
    if (percent < 100 && percent >= 99.95) return '>99.9%';
    return percent.toFixed(percent >= 1000 ? 0 : 1) + '%';
}

const BYTE_UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'];

function bytesText(bytes) {
    if (bytes === null || bytes === undefined) return NONE;
    let size = bytes;
    let unit = 0;
    while (Math.abs(size) >= 1023.95 && unit < BYTE_UNITS.length - 1) {
        size /= 1024;
        unit++;
    }
    return size.toFixed(Number.isInteger(size) ? 0 : 1) + BYTE_UNITS[unit];
}

function clamp(value, low, high) {
    return Math.min(Math.max(value, low), high);
}

function sumOf(values) {
    return values.reduce((sum, value) => sum + value, 0);
}

// Round steps 1, 2, 5 times a power of ten; never more than `most`, whatever the range.
function ticksBetween(from, to, most) {
    const raw = (to - from) / Math.max(1, most);
    if (!(raw > 0) || !Number.isFinite(raw)) return [];
    const magnitude = 10 ** Math.floor(Math.log10(raw));
    const step = [1, 2, 5, 10].map(m => m * magnitude).find(s => s >= raw);
    const first = Math.ceil(from / step);
    const count = clamp(Math.floor(to / step) - first + 1, 0, most + 1);
    return Array.from({length: count}, (_, i) => (first + i) * step);
}
