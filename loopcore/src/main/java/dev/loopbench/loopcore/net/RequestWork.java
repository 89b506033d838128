package dev.loopbench.loopcore.net;

/** What a server does for each request before it answers. Called on the loop thread. */
public interface RequestWork {

    /** Called once, on the loop thread; never where the run was interrupted within the work. */
    @FunctionalInterface
    interface Done {

        /**
         * @param ok false if the work failed: the request gets no proper answer
         */
        void done(boolean ok);
    }

    /** What the callbacks of connections are called whose requests cost this. */
    String label();

    /** Begins the work of one request; {@code done} is called before it returns or later. */
    void perform(Done done);
}
