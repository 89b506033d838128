package dev.loopbench.loopcore;

/**
 * Counts what keeps a loop alive (rules L09 to L11), so that nobody ever has to look for it.
 * Confined to the loop thread.
 */
final class Liveness {

    /**
     * What one handle or timeout adds to the count: one while it is active and referenced. Both are
     * flags, not counters. Confined to the loop thread.
     */
    final class Hold {

        private boolean active;
        private boolean referenced = true;

        boolean isActive() {
            return active;
        }

        boolean isReferenced() {
            return referenced;
        }

        void active(boolean value) {
            if (active != value) {
                active = value;
                count(referenced);
            }
        }

        void referenced(boolean value) {
            if (referenced != value) {
                referenced = value;
                count(active);
            }
        }

        private void count(boolean counts) {
            if (counts) {
                holds += active && referenced ? 1 : -1;
            }
        }
    }

    private int holds;
    private int requests;
    private int openHandles;

    Hold hold() {
        return new Hold();
    }

    boolean hasHoldsOrRequests() {
        return holds > 0 || requests > 0;
    }

    void requestStarted() {
        requests++;
    }

    void requestFinished() {
        assert requests > 0;
        requests--;
    }

    void handleOpened() {
        openHandles++;
    }

    void handleClosed() {
        openHandles--;
    }

    /** Handles whose close callback has not run yet; unlike holds, idle ones count as well. */
    int openHandles() {
        return openHandles;
    }

    int requests() {
        return requests;
    }
}
