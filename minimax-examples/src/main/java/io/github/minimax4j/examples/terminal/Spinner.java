package io.github.minimax4j.examples.terminal;

import java.util.concurrent.TimeUnit;

/** Shows that something is going on, for how many seconds, and the last words of the thinking, on a screen that can redraw a line. */
final class Spinner {

    private static final String DOTS = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";

    private static final String ASCII = "|/-\\";

    private static final int KEPT = 400;

    private static final long FRAME_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Screen screen;

    private final String frames;

    private final StringBuilder words = new StringBuilder();

    private String label = "";

    private long start;

    private long drawn;

    private int frame;

    Spinner(Screen screen) {
        this.screen = screen;
        this.frames = screen.canShow(DOTS.charAt(0)) ? DOTS : ASCII;
    }

    /** Starts to count the seconds of something else. */
    void start(String what) {
        label = what;
        start = System.nanoTime();
        words.setLength(0);
    }

    long seconds() {
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
    }

    /** Adds text, of which the end is shown. */
    void add(String text) {
        words.append(text.replace('\n', ' ').replace('\t', ' '));
        words.delete(0, Math.max(0, words.length() - KEPT));
    }

    /** Redraws the line if it is time to. */
    void turn() {
        long now = System.nanoTime();
        if (frame > 0 && now - drawn < FRAME_NANOS) {
            return;
        }
        drawn = now;
        frame++;
        String line = frames.charAt(frame % frames.length()) + " " + label + " " + seconds() + " s ";
        screen.status(line + Columns.last(words.toString(), screen.width() - 1 - Columns.of(line)));
    }
}
