package io.github.minimax4j.examples.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.minimax4j.core.MiniMaxClient;
import io.github.minimax4j.core.transport.TargetProfile;
import io.github.minimax4j.test.ErrorShape;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.RecordedRequest;
import io.github.minimax4j.test.Reply;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The doctor examines a service that is as believed, services that are not, and services that cannot be examined. */
@Timeout(120)
class DoctorTest {

    private static final Path ROOT = Path.of("..");

    // what no probe may provoke, and the truthful service does not send by itself
    private static final Set<String> NOT_PROVOKED = Set.of(
            "code-1000",
            "code-1001",
            "code-1008",
            "code-1013",
            "code-1024",
            "code-1026",
            "code-1027",
            "code-1028",
            "code-1030",
            "code-1033",
            "code-1039",
            "code-1041",
            "code-1043",
            "code-1044",
            "code-2037",
            "code-2039",
            "code-2042",
            "code-2044",
            "code-2045",
            "code-2048",
            "code-2056",
            "code-2061",
            "code-2062",
            "code-2064",
            "code-20132",
            "too-long");

    private static final Pattern LIMIT = Pattern.compile("\"max_completion_tokens\":(\\d+)");

    @TempDir
    Path folder;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final List<Duration> pauses = new ArrayList<>();

    @ParameterizedTest
    @EnumSource(Twin.class)
    void everyBeliefAboutATruthfulServiceIsConfirmed(Twin twin) throws IOException {
        try (MiniMaxServer server = ScriptedMiniMax.start(twin)) {
            assertThat(examine(options(server.baseUrl(), twin))).as(printed()).isZero();

            assertThat(found(Verdict.REFUTED)).isEmpty();
            assertThat(found(Verdict.NOT_SEEN)).isEmpty();
            assertThat(found(Verdict.SKIPPED)).isEqualTo(twin.isGateway() ? Set.of() : NOT_PROVOKED);
            assertThat(found(Verdict.CONFIRMED)).hasSizeGreaterThan(twin.isGateway() ? 20 : 75);
            // the one 1002 that the service sends
            assertThat(pauses).hasSize(twin.isGateway() ? 0 : 1).allMatch(Duration.ofSeconds(10)::equals);
            assertThat(printed())
                    .contains("at most ", "[ 1/", "plain ", "0 refuted, 0 not seen, ")
                    .doesNotContain("Start?");
        }
    }

    @ParameterizedTest
    @EnumSource(Twin.class)
    void allPlantedLiesAreFoundAndNoneElse(Twin twin) throws IOException {
        Lie[] lies = Lie.of(twin);
        assertThat(lies).hasSizeGreaterThan(4);
        try (MiniMaxServer server = ScriptedMiniMax.start(twin, lies)) {
            assertThat(examine(options(server.baseUrl(), twin))).isEqualTo(2);

            Set<String> planted =
                    Arrays.stream(lies).map(lie -> lie.belief).collect(Collectors.toCollection(TreeSet::new));
            assertThat(found(Verdict.REFUTED)).as(printed()).isEqualTo(planted);
            assertThat(page())
                    .contains("**" + lies.length + " refuted, ", "| **refuted** | model-named | Q35 | Which")
                    .contains("\n## plain\n");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "M3, DONE",
        "M3, NO_WHOLE_MESSAGE",
        "M3, THINKING_TWICE",
        "M3_1, THINKING_UNSPLIT",
        "M2_7, CHOICE_NONE",
        "M2_5, WHOLE_MESSAGE",
        "LLMPROVIDER, STOP",
        "METRIQUAL, CALL_THAT_STOPS"
    })
    void aLieOfItsOwnIsFoundAndNoneElse(Twin twin, Lie lie) throws IOException {
        try (MiniMaxServer server = ScriptedMiniMax.start(twin, lie)) {
            examine(options(server.baseUrl(), twin));

            assertThat(found(Verdict.REFUTED)).as(printed()).containsExactly(lie.belief);
        }
    }

    @Test
    void aRecordingIsReplayedAndReadTheSame() throws IOException {
        Map<String, String> verdicts;
        try (MiniMaxServer server = ScriptedMiniMax.start(Twin.M3)) {
            examine(options(server.baseUrl()));
            verdicts = verdicts();
        }
        Recording recording = Recording.read(folder.resolve(Report.RECORDING));
        try (MiniMaxServer replay = recording.start()) {
            examine(options(replay.baseUrl()));

            assertThat(verdicts()).isEqualTo(verdicts);
            assertThat(replay.unscriptedRequests()).isEmpty();
        }
        // the library itself, over HTTP
        try (MiniMaxServer replay = recording.start();
                Library library = new Library(target(replay.baseUrl()));
                MiniMaxClient client = MiniMaxClient.builder()
                        .baseUrl(replay.baseUrl())
                        .apiKey("any")
                        .profile(TargetProfile.MINIMAX)
                        .maxRetries(1)
                        .retryDelay(Duration.ofMillis(1))
                        .build()) {
            Set<String> read = new TreeSet<>();
            for (Probe probe : Examination.probes(BeliefGroup.all(library))) {
                Recording.Entry entry = last(recording, probe.name());
                String composed = Probe.of("composed", library, probe.call()).body();
                if (probe.key() == Probe.Key.VALID && Objects.equals(composed, probe.body())) {
                    Reading wire = library.read(probe.call(), entry.status(), entry.headers(), entry.body());
                    assertThat(probe.call().call(client)).as(probe.name()).isEqualTo(wire);
                    read.add(probe.name());
                }
            }
            assertThat(read)
                    .contains(
                            "plain", "stream", "tools-stream", "tools-unary", "thinking-back", "models", "embeddings");
        }
    }

    private static Target target(String baseUrl) {
        return new Target(baseUrl, "MiniMax-M3", TargetProfile.MINIMAX);
    }

    private static Recording.Entry last(Recording recording, String probe) {
        return recording.entries().stream()
                .filter(entry -> entry.probe().equals(probe))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    @Test
    void aKeyThatIsNotAcceptedEndsItWithAdvice() throws IOException {
        try (MiniMaxServer server = ScriptedMiniMax.start(Twin.M3)) {
            assertThat(examine(options(server.baseUrl(), "sk-of-another-region")))
                    .isEqualTo(1);

            assertThat(server.requests()).hasSize(1);
            assertThat(printed()).contains("does not accept the key", "-Ddoctor.region=china");
            assertThat(found(Verdict.REFUTED)).isEmpty();
        }
    }

    @Test
    void withoutAKeyNothingIsSent() throws IOException {
        Options none = Options.of(List.of("--yes", "--output=" + folder), name -> null, name -> null);

        assertThat(examine(none)).isEqualTo(1);
        assertThat(printed()).contains("Set the environment variable MINIMAX_API_KEY", "region");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void nothingIsSentUnlessTheUserAgrees() {
        try (MiniMaxServer server = ScriptedMiniMax.start(Twin.M3)) {
            Options asking =
                    with(options(server.baseUrl()), false, 80_000, Duration.ofMinutes(1), Duration.ofMinutes(5));

            assertThat(examine(asking, "n\n")).isEqualTo(1);
            assertThat(examine(asking, "\n")).isEqualTo(1);
            assertThat(examine(asking, "")).isEqualTo(1);
            assertThat(printed()).contains("Start? [y/N]", "In scripts, add -Ddoctor.yes");
            assertThat(server.requests()).isEmpty();

            assertThat(examine(with(asking, false, 400, asking.requestTimeout(), asking.timeLimit()), "y\n"))
                    .isZero();
            assertThat(server.requests()).isNotEmpty();
        }
    }

    @Test
    void aServiceThatCannotBeReachedIsNamed() throws IOException {
        MiniMaxServer server = MiniMaxServer.start();
        String closed = server.baseUrl();
        server.close();

        assertThat(examine(options(closed))).isEqualTo(1);
        assertThat(printed()).contains("Nothing responds at " + closed, "check the network");
        assertThat(found(Verdict.REFUTED)).isEmpty();
        assertThat(found(Verdict.CONFIRMED)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aServiceThatHangsIsLeftAfterAFewRequests(boolean withoutHead) throws IOException {
        Reply hanging = withoutHead ? Reply.stall() : Reply.text("ok").stallAfter(10);
        try (MiniMaxServer server = MiniMaxServer.start().when(request -> true, hanging)) {
            Options hurried =
                    with(options(server.baseUrl()), true, 80_000, Duration.ofMillis(400), Duration.ofMinutes(5));

            assertThat(examine(hurried)).isEqualTo(1);
            assertThat(server.requests()).hasSizeLessThanOrEqualTo(3);
            assertThat(printed()).contains("the service does not respond", "no complete response within");
            // the heads of the responses may have arrived
            assertThat(found(Verdict.CONFIRMED)).isSubsetOf("no-limit-headers");
            assertThat(found(Verdict.REFUTED)).isEmpty();
        }
    }

    @Test
    void aProbeThatFailsDoesNotStopTheOthers() throws IOException {
        Predicate<RecordedRequest> cold = request -> request.body().contains("\"temperature\":0");
        Predicate<RecordedRequest> cut = request -> request.body().contains("\"stop\"");
        try (MiniMaxServer server = MiniMaxServer.start()) {
            server.when(cold, Reply.disconnect());
            server.when(cut, Reply.text("one two three four").cutAfter(20));
            ScriptedMiniMax.addTo(server, Twin.M3);

            examine(options(server.baseUrl()));

            assertThat(found(Verdict.NOT_SEEN))
                    .containsExactlyInAnyOrder("temperature-zero", "stop-accepted", "stop-ignored");
            assertThat(found(Verdict.REFUTED)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MiniMax-M3 | 200 | application/json | {}",
                "MiniMax-M3.1-Flash | 200 | application/json | {\"choices\":[{}],\"usage\":[],\"data\":{},\"vectors\":[[]]}",
                "MiniMax-M2.7 | 200 | text/event-stream | data: {\"choices\":[{\"delta\":{\"tool_calls\":[{}]}}]}",
                "MiniMax-M3 | 200 | text/event-stream | data: null",
                "MiniMax-M2.7 | 502 | text/html | <html>bad gateway</html>"
            })
    void whateverTheServiceSendsIsJudged(String model, int status, String type, String body) throws IOException {
        try (MiniMaxServer server = MiniMaxServer.start()) {
            server.when(request -> true, Reply.raw(status, type, body));
            Options strange = options(server.baseUrl(), ScriptedMiniMax.KEY, "--model=" + model);

            examine(strange);

            assertThat(server.requests()).hasSizeGreaterThan(40);
            assertThat(page()).doesNotContain("could not be judged", "unexpected: ");
            assertThat(found(Verdict.REFUTED)).contains("wrong-key", "models");
        }
    }

    @Test
    void aRateLimitThatStaysIsNotTakenForARefusal() throws IOException {
        try (MiniMaxServer server = MiniMaxServer.start()) {
            server.when(request -> true, Reply.error(1002, "rate limit").header("Retry-After", "3"));
            Options few = with(options(server.baseUrl()), true, 80_000, Duration.ofMinutes(1), Duration.ofSeconds(100));

            examine(few);

            assertThat(pauses).isNotEmpty().allMatch(Duration.ofSeconds(3)::equals);
            assertThat(found(Verdict.REFUTED)).doesNotContain("chat", "temperature-zero", "stream");
            assertThat(found(Verdict.NOT_SEEN)).contains("chat", "temperature-zero", "stream", "embeddings");
            assertThat(found(Verdict.CONFIRMED)).contains("code-1002");
        }
    }

    @Test
    void anAccountWithoutCreditEndsIt() throws IOException {
        try (MiniMaxServer server = MiniMaxServer.start()) {
            server.when(request -> true, Reply.error(1008, "insufficient balance"));

            assertThat(examine(options(server.baseUrl()))).isEqualTo(1);
            assertThat(server.requests()).hasSize(1);
            assertThat(printed()).contains("has no credit");
            assertThat(found(Verdict.CONFIRMED)).contains("code-1008");
        }
    }

    @Test
    void aModelThatTheAccountLacksEndsIt() throws IOException {
        try (MiniMaxServer server = MiniMaxServer.start()) {
            server.when(request -> true, Reply.error(2061, "your plan does not support this model"));

            assertThat(examine(options(server.baseUrl()))).isEqualTo(1);
            assertThat(server.requests()).hasSize(1);
            assertThat(printed()).contains("has no model MiniMax-M3 for this key", "-Ddoctor.model");
        }
    }

    @Test
    void nothingIsSentThatCouldExceedTheLimits() throws IOException {
        try (MiniMaxServer server = ScriptedMiniMax.start(Twin.M3)) {
            Options small = with(options(server.baseUrl()), true, 700, Duration.ofMinutes(1), Duration.ofMinutes(5));
            examine(small);
            assertThat(printed()).contains("at most 700 tokens", "it could exceed the limit of 700 tokens");
            int asked = server.requests().stream()
                    .flatMap(request -> LIMIT.matcher(request.body()).results())
                    .mapToInt(limit -> Integer.parseInt(limit.group(1)))
                    .filter(limit -> limit <= 524_288) // above it, requests are refused
                    .max()
                    .orElseThrow();
            assertThat(asked).isLessThan(700);
            assertThat(found(Verdict.REFUTED)).isEmpty();
            server.forgetRequests();

            Options short1 = with(options(server.baseUrl()), true, 80_000, Duration.ofMinutes(1), Duration.ofNanos(1));
            assertThat(examine(short1)).isEqualTo(1);
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void noSecretIsInReportRecordingOrTerminal() throws IOException {
        String key = ScriptedMiniMax.KEY;
        String encoded = Base64.getEncoder().encodeToString(("user:" + key).getBytes(StandardCharsets.UTF_8));
        try (MiniMaxServer server = MiniMaxServer.start()) {
            server.when(
                    request -> true,
                    request -> Reply.error(
                                    ErrorShape.ENVELOPE,
                                    400,
                                    2013,
                                    "not " + request.header("Authorization") + " nor " + key.replace("/", "%2F")
                                            + " nor " + encoded + " nor sk-somebody-elses-key at " + request.query())
                            .header("X-Echo", key)
                            .header("Set-Cookie", "session=4711471147114711"));

            examine(options(server.baseUrl() + "?group=secret-group-42"));

            assertThat(server.requests())
                    .hasSizeGreaterThan(20)
                    .allSatisfy(request -> assertThat(request.query()).isEqualTo("group=secret-group-42"));
            String recording = Files.readString(folder.resolve(Report.RECORDING));
            for (String text : List.of(page(), recording, printed())) {
                assertThat(text)
                        .contains("***")
                        .doesNotContain(key, "Zm9vYmFy", "0123456789", encoded.substring(10, 40), "secret-group-42")
                        .doesNotContain("sk-somebody", "4711471147114711", Wire.WRONG_KEY);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"MiniMax-M3", "MiniMax-M3.1-Flash", "MiniMax-M2.7", "abab5.5-chat"})
    void theBeliefsAboutEachModelAreSoundAndCheap(String model) throws IOException {
        String wire = Files.readString(ROOT.resolve("docs/minimax-wire.md"));
        Target target = new Target("https://api.minimax.io", model, TargetProfile.MINIMAX);
        List<Belief> beliefs;
        try (Library library = new Library(target)) {
            beliefs = BeliefGroup.all(library);
        }

        Set<String> ids = new HashSet<>();
        // of the oldest, only plain chat is documented
        boolean old = model.startsWith("abab");
        assertThat(beliefs).hasSizeGreaterThan(old ? 50 : 70).allSatisfy(belief -> {
            assertThat(ids.add(belief.id())).as(belief.id()).isTrue();
            assertThat(wire).containsPattern("(?m)^#{2,3} " + belief.source().replace(".", "\\.") + "\\b");
            assertThat(belief.question()).endsWith("?");
        });
        List<Probe> probes = Examination.probes(beliefs);
        assertThat(probes).hasSizeBetween(old ? 30 : 45, 70).allSatisfy(probe -> {
            assertThat(probe.url()).startsWith("https://api.minimax.io/v1/");
            assertThat(probe.tokensAtMost()).isLessThan(3_000);
        });
        assertThat(Examination.tokensAtMost(beliefs)).isLessThan(80_000);
    }

    @Test
    void aWrongOptionIsNamedWithoutSecrets() {
        assertThatThrownBy(() -> Options.of(List.of("--regoin=china"), name -> null, name -> null))
                .hasMessageContaining("no option 'regoin'")
                .hasMessageContaining("--region=global|china");
        assertThatThrownBy(() -> Options.of(List.of("--region=mars"), name -> null, name -> null))
                .hasMessageContaining("region is 'mars'");
        assertThatThrownBy(() -> Options.of(List.of("--max-tokens=0"), name -> null, name -> null))
                .hasMessageContaining("max-tokens is '0'");
        assertThatThrownBy(() -> Options.of(List.of("--base-url=no url"), name -> null, name -> null))
                .hasMessageContaining("base-url is no address");
        assertThatThrownBy(() -> Options.of(List.of(), name -> null, name -> "sk-secret\nkey"))
                .hasMessageContaining("MINIMAX_API_KEY has characters")
                .hasMessageNotContaining("secret");
        assertThat(Options.of(
                        List.of("--region=china"),
                        Map.of("doctor.region", "global", "doctor.yes", "")::get,
                        name -> " k1 "))
                .satisfies(options -> {
                    assertThat(options.target().baseUrl()).isEqualTo("https://api.minimaxi.com");
                    assertThat(options.yes()).isTrue();
                    assertThat(options.apiKey()).isEqualTo("k1");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"t0kenOfTheTenant-42", "opensesame", "Schl%C3%BCssel.7", "abcdefghijklmnopqrstuvwxyz"})
    void noTokenInThePathIsInReportRecordingOrTerminal(String token) throws IOException {
        String decoded = URI.create("/" + token).getPath().substring(1);
        try (MiniMaxServer server = MiniMaxServer.start()) {
            String baseUrl = server.baseUrl() + "/proxy/" + token + "/v1";
            server.when(
                    request -> request.path().contains("no-such-path"),
                    request -> Reply.error(
                                    ErrorShape.OPENAI, 404, 0, "nothing at " + request.path() + " nor /" + decoded)
                            .header("Location", baseUrl));
            server.when(request -> true, Reply.text("ok"));

            examine(options(baseUrl));

            assertThat(server.requests()).allMatch(request -> request.path().startsWith("/proxy/"));
            assertThat(server.requests()).noneMatch(request -> request.path().contains("***"));
            String recording = Files.readString(folder.resolve(Report.RECORDING));
            for (String text : List.of(page(), recording, printed())) {
                assertThat(text).doesNotContainIgnoringCase(token, decoded);
            }
            assertThat(printed()).contains(server.baseUrl() + "/proxy/***/v1");
            assertThat(recording).contains("nothing at /proxy/***/v1/chat/no-such-path nor /***", "/proxy/***/v1\"");
        }
        try (MiniMaxServer replay =
                Recording.read(folder.resolve(Report.RECORDING)).start()) {
            examine(options(replay.baseUrl() + "/proxy/" + token + "/v1"));

            assertThat(replay.unscriptedRequests()).isEmpty();
            assertThat(replay.requests()).isNotEmpty();
        }
    }

    private Options options(String baseUrl, Twin twin) {
        return options(baseUrl, ScriptedMiniMax.KEY, twin.options());
    }

    private Options options(String baseUrl) {
        return options(baseUrl, ScriptedMiniMax.KEY);
    }

    private Options options(String baseUrl, String key, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("--base-url=" + baseUrl, "--profile=minimax", "--yes", "--output=" + folder));
        arguments.addAll(List.of(more));
        return Options.of(arguments, name -> null, name -> key);
    }

    private static Options with(Options options, boolean yes, int maxTokens, Duration request, Duration all) {
        return new Options(options.target(), options.apiKey(), yes, maxTokens, request, all, options.output());
    }

    private int examine(Options options) {
        return examine(options, "");
    }

    private int examine(Options options, String typed) {
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        return new Doctor(out, new BufferedReader(new StringReader(typed)), pauses::add).examine(options);
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    private String page() throws IOException {
        return Files.readString(folder.resolve(Report.PAGE));
    }

    /** The verdict of each belief, from the page. */
    private Map<String, String> verdicts() throws IOException {
        Map<String, String> verdicts = new TreeMap<>();
        for (String line : page().split("\n")) {
            String[] cells = line.split(" \\| ");
            if (line.startsWith("| ") && cells.length > 4 && !cells[1].equals("Belief")) {
                verdicts.put(cells[1], cells[0].replaceAll("[|* ]+", " ").strip());
            }
        }
        return verdicts;
    }

    private Set<String> found(Verdict verdict) throws IOException {
        return verdicts().entrySet().stream()
                .filter(entry -> entry.getValue().equals(verdict.word))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
