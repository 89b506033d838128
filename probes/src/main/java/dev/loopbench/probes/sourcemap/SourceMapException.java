package dev.loopbench.probes.sourcemap;

/** What is to be a source map is none. */
public final class SourceMapException extends Exception {

    private static final long serialVersionUID = 1L;

    SourceMapException(String sentence) {
        super(sentence);
    }

    SourceMapException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
