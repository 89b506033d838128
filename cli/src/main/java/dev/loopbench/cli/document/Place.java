package dev.loopbench.cli.document;

import tools.jackson.core.TokenStreamContext;

/**
 * A place inside a document, as people write it: {@code main[2].do[0]}. Immutable.
 *
 * @param path empty for the document itself
 */
public record Place(String path) {

    public static final Place ROOT = new Place("");

    /** Longer paths are shown by their ends. */
    private static final int SHOWN_MAX = 80;

    private static final String LEFT_OUT = "...";

    /** Where a parser stands. */
    public static Place of(TokenStreamContext context) {
        TokenStreamContext parent = context.getParent();
        Place place = parent == null ? ROOT : of(parent);
        if (context.inArray() && context.hasCurrentIndex()) {
            return place.item(context.getCurrentIndex());
        }
        if (context.inObject() && context.hasCurrentName()) {
            return place.key(context.currentName());
        }
        return place;
    }

    public Place key(String name) {
        return new Place(path.isEmpty() ? name : path + "." + name);
    }

    public Place item(int index) {
        return new Place(path + "[" + index + "]");
    }

    public UnreadableDocumentException fault(String what) {
        return new UnreadableDocumentException(path.isEmpty() ? what : shown() + ": " + what);
    }

    private String shown() {
        if (path.length() <= SHOWN_MAX) {
            return path;
        }
        int end = (SHOWN_MAX - LEFT_OUT.length()) / 2;
        return path.substring(0, end) + LEFT_OUT + path.substring(path.length() - end);
    }
}
