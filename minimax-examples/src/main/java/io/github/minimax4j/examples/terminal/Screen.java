package io.github.minimax4j.examples.terminal;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jline.reader.Completer;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.Terminal.SignalHandler;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.InfoCmp.Capability;
import org.jspecify.annotations.Nullable;

/**
 * Shows the conversation and reads the user's lines: with line editing, history and completion in a terminal, and line by line through
 * pipes and in dumb terminals. Used by one thread.
 */
public final class Screen implements AutoCloseable {

    private static final String DIM = "2";

    private static final String CYAN = "36";

    private static final String RED = "31";

    private static final String BOLD = "1";

    // line ends and tabs are kept; other controls move the cursor, set titles, or reverse the text
    private static final Pattern CONTROL_CHARACTERS =
            Pattern.compile("[\\p{Cc}\\u202A-\\u202E\\u2066-\\u2069&&[^\\n\\t]]");

    private final PrintWriter out;

    private final BufferedReader in;

    private final @Nullable Terminal terminal;

    private final boolean interactive;

    private final boolean colours;

    private @Nullable LineReader reader;

    private volatile int width;

    private boolean statusShown;

    private Screen(
            PrintWriter out, BufferedReader in, @Nullable Terminal terminal, boolean interactive, boolean colours) {
        this.out = out;
        this.in = in;
        this.terminal = terminal;
        this.interactive = interactive;
        this.colours = colours;
    }

    /**
     * A screen without line editing, redrawing and word wrap.
     *
     * @param interactive whether a user is present who can type
     * @param colours     whether to use escape sequences
     */
    static Screen plain(PrintWriter out, BufferedReader in, boolean interactive, boolean colours) {
        return new Screen(out, in, null, interactive, colours);
    }

    /** A screen on this terminal, which is closed with it. */
    static Screen of(Terminal terminal, boolean colours) {
        Screen screen = new Screen(terminal.writer(), new BufferedReader(terminal.reader()), terminal, true, colours);
        screen.measure();
        terminal.handle(Signal.WINCH, signal -> screen.measure());
        return screen;
    }

    private void measure() {
        width = terminal == null ? 0 : terminal.getSize().getColumns();
    }

    /** The screen of the process. */
    public static Screen ofSystem() {
        Console console = System.console();
        boolean interactive = isTerminal(console);
        String noColour = System.getenv("NO_COLOR");
        boolean colours = interactive && (noColour == null || noColour.isEmpty());
        boolean dumb = "dumb".equals(System.getenv("TERM"));
        Terminal terminal = interactive && !dumb ? systemTerminal() : null;
        if (terminal != null) {
            return of(terminal, colours);
        }
        Charset charset = charset(console);
        return plain(
                new PrintWriter(System.out, true, charset),
                new BufferedReader(new InputStreamReader(System.in, charset)),
                interactive,
                colours && !dumb);
    }

    private static Charset charset(@Nullable Console console) {
        return console != null && isTerminal(console) ? console.charset() : Charset.defaultCharset();
    }

    private static @Nullable Terminal systemTerminal() {
        // JLine would ask the terminal whether it groups characters; a late response would look as if it were typed
        TerminalBuilder builder =
                TerminalBuilder.builder().system(true).dumb(false).graphemeCluster(false);
        if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows")) {
            // the provider without native code, for which JDK 24 and later print warnings
            builder.provider(TerminalBuilder.PROP_PROVIDER_EXEC);
        }
        try {
            Terminal terminal = builder.build();
            return terminal.getSize().getColumns() > 0 ? terminal : null; // without a size, lines cannot be redrawn
        } catch (IOException | IllegalStateException e) {
            return null; // a terminal that JLine does not know
        }
    }

    /** Since JDK 22, a console may exist without a terminal, and a method reports which it is. */
    private static boolean isTerminal(@Nullable Console console) {
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

    /** Whether a user is present who can type. */
    boolean interactive() {
        return interactive;
    }

    /** Whether lines can be redrawn, so that a spinner can be shown. */
    boolean redraws() {
        return terminal != null;
    }

    /** The number of columns, or 0 if lines can be of any length. */
    int width() {
        return width;
    }

    /** Whether the terminal can show this character. */
    boolean canShow(char character) {
        return terminal != null && terminal.encoding().newEncoder().canEncode(character);
    }

    /** Sets what the Tab key completes. */
    void complete(Completer completer) {
        if (terminal != null) {
            reader = LineReaderBuilder.builder()
                    .terminal(terminal)
                    .completer(completer)
                    .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true) // or "!" would mean the history
                    .build();
        }
    }

    /**
     * The user's next line, or null at the end of the input.
     *
     * @throws UserInterruptException if the user pressed Ctrl-C in a terminal
     */
    @Nullable
    String readLine(String prompt) {
        try {
            if (reader != null) {
                String line = reader.readLine(styled(BOLD, prompt));
                measure(); // the reader notices alone if the terminal is resized meanwhile
                return line;
            }
            if (interactive) {
                print(styled(BOLD, prompt));
            }
            String line = in.readLine();
            if (interactive ? line == null : line != null) {
                println(interactive ? "" : styled(BOLD, prompt) + line);
            }
            return line;
        } catch (EndOfFileException e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Runs this when the user presses Ctrl-C, and does not show what is typed ahead, which would get between the lines. In a plain screen,
     * Ctrl-C ends the process instead.
     *
     * @return undoes both
     */
    Runnable onInterrupt(Runnable action) {
        if (terminal == null) {
            return () -> {};
        }
        boolean echo = terminal.echo(false);
        SignalHandler before = terminal.handle(Signal.INT, signal -> action.run());
        return () -> {
            terminal.handle(Signal.INT, before);
            terminal.echo(echo);
        };
    }

    /** Removes terminal control characters from untrusted text, such as a model's. */
    static String harmless(@Nullable String text) {
        return text == null ? "" : CONTROL_CHARACTERS.matcher(text).replaceAll("");
    }

    /** Shows text at once, without a line break. */
    void print(String text) {
        clearStatus();
        out.print(text);
        out.flush();
    }

    /** Shows a line. */
    public void println(String line) {
        clearStatus();
        out.println(line);
        out.flush();
    }

    /** Breaks text between words where the terminal would break it anywhere. */
    String wrapped(String text) {
        WordWrap wrap = new WordWrap(this::width, 0);
        return wrap.add(text) + wrap.end();
    }

    /** Shows a line that the next output replaces, if this screen can redraw lines. The cursor must be at the start of a line. */
    void status(String text) {
        if (terminal != null) {
            restartLine(terminal);
            out.print(aside(Columns.first(text, width - 1)));
            out.flush();
            statusShown = true;
        }
    }

    /** Removes the line of {@link #status}. */
    void clearStatus() {
        if (statusShown && terminal != null) {
            restartLine(terminal);
            statusShown = false;
        }
    }

    private static void restartLine(Terminal terminal) {
        terminal.puts(Capability.carriage_return);
        terminal.puts(Capability.clr_eol);
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

    /** Gives the terminal back as it was. */
    @Override
    public void close() {
        try {
            if (terminal != null) {
                terminal.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
