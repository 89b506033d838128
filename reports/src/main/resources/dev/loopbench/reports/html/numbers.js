// Numbers as people read them: the same rules as dev.loopbench.probes.quantity.Numbers.

const NONE = '\u2013';
const GROUP = '\u202f';

const TENS = [1, 10, 100];
const NANOS_UNITS = ['ns', '\u00b5s', 'ms', 's'];
const BYTE_UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'];
const FIRST_POWER = 1e15;

function nanosText(nanos) {
    if (nanos === null || nanos === undefined || !Number.isFinite(nanos)) return NONE;
    if (nanos < 0) return '-' + nanosText(-nanos);
    if (nanos >= 3599.5e9) return pairText(nanos / 60e9, 'h', 'm');
    if (nanos >= 59.95e9) return pairText(nanos / 1e9, 'm', 's');
    let size = 1;
    let unit = 0;
    while (halfUp(nanos / size) >= 1000 && unit < NANOS_UNITS.length - 1) {
        size *= 1000;
        unit++;
    }
    const exact = unit === 0 && Number.isInteger(nanos);
    return (exact ? grouped(nanos) : threeDigits(nanos, size)) + NANOS_UNITS[unit];
}

// A value that may be higher by an error: 148ms to 155ms, below 7ms.
function nanosUpToText(nanos, errorNanos) {
    if (errorNanos === null || errorNanos === undefined) return nanosText(nanos);
    return nanos === 0 ? 'below ' + roundNanosText(errorNanos) : nanosText(nanos) + ' to ' + nanosText(nanos + errorNanos);
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
    return Number.isInteger(count) ? grouped(count) : threeDigits(count, 1);
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
    const size = Math.abs(share);
    if (size === 0 || size === 1) return share * 100 + '%';
    if (share < 1 && halfUp(share * 1000) >= 1000) return '>99.9%';
    if (size * 100 >= 1e6) return powerText(share * 100) + '%';
    const hundredths = halfUp(size * 1e4);
    const tenths = halfUp(size * 1e3);
    const digits = hundredths < 100 ? digitsText(hundredths, 2)
        : tenths < 1000 ? digitsText(tenths, 1) : digitsText(halfUp(size * 100), 0);
    return signed(share, digits) + '%';
}

function bytesText(bytes) {
    if (bytes === null || bytes === undefined) return NONE;
    let size = bytes;
    let unit = 0;
    while (halfUp(Math.abs(size)) >= 1024 && unit < BYTE_UNITS.length - 1) {
        size /= 1024;
        unit++;
    }
    return countText(size) + BYTE_UNITS[unit];
}

function threeDigits(value, unit) {
    const size = Math.abs(value);
    if (size / unit >= FIRST_POWER) return powerText(value / unit);
    let decimals = 2;
    while (decimals > 0 && halfUp(size * TENS[decimals] / unit) >= 1000) decimals--;
    return signed(value, digitsText(halfUp(size * TENS[decimals] / unit), decimals));
}

// Of what was more than nothing before it was rounded, in units of the last digit.
function digitsText(last, decimals) {
    if (last === 0) return '<0.01';
    const whole = grouped(Math.floor(last / TENS[decimals]));
    return decimals === 0 ? whole : whole + '.' + padded(last % TENS[decimals], decimals);
}

// Most binary fractions lie a hair beside the decimal they stand for.
function halfUp(value) {
    return Math.round(value * (1 + 1e-14));
}

function padded(number, digits) {
    return String(number).padStart(digits, '0');
}

function signed(value, digits) {
    if (value >= 0) return digits;
    return digits.startsWith('<') ? '>-' + digits.slice(1) : '-' + digits;
}

function pairText(smaller, major, minor) {
    if (smaller >= FIRST_POWER) return powerText(smaller / 60) + major;
    const count = halfUp(smaller);
    return Math.floor(count / 60) + major + ' ' + padded(count % 60, 2) + minor;
}

function grouped(count) {
    if (Math.abs(count) >= FIRST_POWER) return powerText(count);
    const digits = String(count);
    return Math.abs(count) < 10000 ? digits : digits.replace(/\B(?=(\d{3})+$)/g, GROUP);
}

function powerText(value) {
    return value.toExponential(2);
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
