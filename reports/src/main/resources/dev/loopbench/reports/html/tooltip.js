// The one tooltip: a title, a line on what it is, and rows of figures.

class Tooltip {
    constructor() {
        this.node = document.getElementById('tooltip');
    }

    show(about, x, y) {
        this.node.replaceChildren(
            element('strong', null, about.title),
            about.lead ? element('p', null, about.lead) : '',
            element('dl', null, about.rows.map(([name, value, colour]) => [
                element('dt', null,
                    colour ? coloured(element('i', {class: 'patch'}), colour) : null, name),
                element('dd', null, value),
            ])));
        this.node.hidden = false;
        this.place(x, y);
    }

    // Beside the pointer, and within the window.
    place(x, y) {
        const box = this.node.getBoundingClientRect();
        const right = x + 16 + box.width < innerWidth;
        const below = y + 18 + box.height < innerHeight;
        const left = right ? x + 16 : Math.max(4, x - 12 - box.width);
        const top = below ? y + 18 : Math.max(4, y - 12 - box.height);
        this.node.style.setProperty('left', left + 'px');
        this.node.style.setProperty('top', top + 'px');
    }

    hide() {
        this.node.hidden = true;
    }
}

const tooltip = new Tooltip();

function announce(about) {
    document.getElementById('announcer').textContent = cleaned(
        [about.title, about.lead, ...about.rows.map(row => row[0] + ' ' + row[1])]
            .filter(text => text).join(', '));
}
