package io.github.minimax4j.examples.terminal;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.regex.Pattern;

/** Shows the conversation and reads the user's lines. */
public final class Terminal {

    private static final String DIM = "2";

    private static final String CYAN = "36";

    private static final String RED = "31";

    private static final String BOLD = "1";

    // line ends and tabs are kept; other controls move the cursor, set titles, or reverse the text
    private static final Pattern CONTROL_CHARACTERS =
            Pattern.compile("[\\p{Cc}\\u202A-\\u202E\\u2066-\\u2069&&[^\\n\\t]]");

    private final PrintStream out;

    private final BufferedReader in;

    private final boolean interactive;

    private final boolean colours;

    /**
     * Creates a terminal on these streams.
     *
     * @param interactive whether a user is present who can type
     * @param colours     whether to use escape sequences
     */
    Terminal(PrintStream out, BufferedReader in, boolean interactive, boolean colours) {
        this.out = out;
        this.in = in;
        this.interactive = interactive;
        this.colours = colours;
    }

    /** Returns the terminal of the process. */
    public static Terminal ofSystem() {
        boolean interactive = isTerminal(System.console());
        Charset charset = interactive ? System.console().charset() : Charset.defaultCharset();
        String noColour = System.getenv("NO_COLOR");
        return new Terminal(
                System.out,
                new BufferedReader(new InputStreamReader(System.in, charset)),
                interactive,
                interactive && (noColour == null || noColour.isEmpty()));
    }

    /** Since JDK 22, a console may exist without a terminal, and a method reports which it is. */
    private static boolean isTerminal(Console console) {
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    boolean interactive() {
        return interactive;
    }

    /** The user's next line, or null at the end of the input. */
    String readLine(String prompt) {
        print(styled(BOLD, prompt));
        try {
            String line = in.readLine();
            if (line == null) {
                println("");
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes terminal control characters from untrusted text, such as a model's. */
    static String harmless(String text) {
        return text == null ? "" : CONTROL_CHARACTERS.matcher(text).replaceAll("");
    }

    /** Shows text at once, without a line break. */
    void print(String text) {
        out.print(text);
        out.flush();
    }

    /** Shows a line. */
    public void println(String line) {
        out.println(line);
        out.flush();
    }

    String prompt(String text) {
        return styled(BOLD, text);
    }

    String aside(String text) {
        return styled(DIM, text);
    }

    String tool(String text) {
        return styled(CYAN, text);
    }

    String error(String text) {
        return styled(RED, text);
    }

    private String styled(String style, String text) {
        return colours ? "\u001B[" + style + "m" + text + "\u001B[0m" : text;
    }
}
