package dev.loopbench.cli.console;

/** Port: what the system knows of the terminals behind the streams. */
public interface Terminals {

    /** No stream is a terminal. */
    Terminals NONE =
            new Terminals() {
                @Override
                public boolean isTerminal(Channel channel) {
                    return false;
                }

                @Override
                public int columns(Channel channel) {
                    return 0;
                }
            };

    boolean isTerminal(Channel channel);

    /** Width of the terminal behind {@code channel}; 0 where it is unknown. */
    int columns(Channel channel);
}
