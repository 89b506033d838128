package dev.loopbench.loopcore.event;

/**
 * An error event: an error that nobody listens for is thrown (rule V01).
 *
 * <p>Confined to the loop thread.
 */
public final class ErrorEmitter {

    private final EventEmitter<Throwable> handlers = new EventEmitter<>("error");
    private final EventEmitter<Throwable> monitors = new EventEmitter<>("error monitor");

    /** Its listeners handle the error. */
    public Event<Throwable> event() {
        return handlers;
    }

    /** Its listeners see each error first and handle none. */
    public Event<Throwable> monitor() {
        return monitors;
    }

    /**
     * @throws RuntimeException the error itself if nobody handles it; one that is no {@link Error}
     *     or runtime exception comes inside an {@link UnhandledErrorException}
     */
    public void emit(Throwable error) {
        monitors.emit(error);
        if (handlers.emit(error)) {
            return;
        }
        if (error instanceof Error fatal) {
            throw fatal;
        }
        throw error instanceof RuntimeException unchecked
                ? unchecked
                : new UnhandledErrorException(error);
    }
}
