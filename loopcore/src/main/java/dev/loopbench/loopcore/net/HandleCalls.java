package dev.loopbench.loopcore.net;

/** What the parts of a connection need of its handle. Confined to the loop thread. */
interface HandleCalls {

    /** One more request, which keeps the loop alive. */
    void requestStarted();

    /** A request has ended: {@code callback} is the user's. */
    void requestFinished(Runnable callback);

    /** Runs a user's callback here and now. */
    void callBack(Runnable callback);
}
