package io.github.minimax4j.examples.standin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.Reply;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandInTest {

    private static final String NOTICE = "stand-in for MiniMax: rules, no model";
    private static final String TRAVEL_DESK = """
            [{"type":"function","function":{"name":"searchFlights","description":"Finds flights between two cities on a day",
              "parameters":{"type":"object","properties":{"from":{"type":"string"},"to":{"type":"string"},
              "date":{"type":"string","format":"date"}},"required":["from","to","date"]}}},
             {"type":"function","function":{"name":"bookFlight","description":"Books a flight for a passenger",
              "parameters":{"type":"object","properties":{"flightId":{"type":"string"},"passengerName":{"type":"string"}},
              "required":["flightId","passengerName"]}}},
             {"type":"function","function":{"name":"cancelBooking","description":"Cancels a booking",
              "parameters":{"type":"object","properties":{"bookingId":{"type":"string"}},"required":["bookingId"]}}},
             {"type":"function","function":{"name":"weatherForecast","description":"The weather in a city",
              "parameters":{"type":"object","properties":{"city":{"type":"string"},"date":{"type":"string"}},
              "required":["city"]}}}]""";
    private static final String HOUSE = """
            [{"type":"function","function":{"name":"setAlarm","parameters":{"type":"object","properties":{
              "time":{"type":"string"},"repeat":{"type":"boolean"},"sound":{"type":"string","enum":["BIRDS","BELL"]},
              "volume":{"type":"integer"}},"required":["time","repeat"]}}},
             {"type":"function","function":{"name":"add","description":"Adds two numbers","parameters":{"type":"object",
              "properties":{"arg0":{"type":"integer"},"arg1":{"type":"integer"}},"required":["arg0","arg1"]}}},
             {"type":"function","function":{"name":"current_time","parameters":{"type":"object","properties":{}}}},
             {"type":"function","function":{"name":"turnLight","description":"Switch a light on or off","parameters":{
              "type":"object","properties":{"room":{"type":"string"},"on":{"type":"boolean"}},"required":["room","on"]}}},
             {"type":"function","function":{"name":"convertCurrency","parameters":{"type":"object","properties":{
              "amount":{"type":"number"},"from":{"type":"string"},"to":{"type":"string"}},
              "required":["amount","from","to"]}}},
             {"type":"function","function":{"name":"send_email","parameters":{"type":"object","properties":{
              "to":{"type":"string"},"body":{"type":"string"}},"required":["to","body"]}}},
             {"type":"function","function":{"name":"findHotels","parameters":{"type":"object","properties":{
              "city":{"type":"string"},"checkIn":{"type":"string","description":"date"},
              "checkOut":{"type":"string","description":"date"},"guests":{"type":"integer"},
              "breakfast":{"type":"boolean"}},"required":["city","checkIn","checkOut"]}}},
             {"type":"function","function":{"name":"createOrder","parameters":{"type":"object","properties":{
              "customer":{"type":"object","properties":{"name":{"type":"string"},"email":{"type":"string"}},
              "required":["name"]},"quantity":{"type":"integer"},
              "size":{"type":"string","enum":["SMALL","EXTRA_LARGE"]}},"required":["customer","quantity"]}}}]""";
    private static final Map<String, String> RESULTS = Map.of(
            "searchFlights",
            "[{\"flightId\":\"LH77\",\"price\":220.5},{\"flightId\":\"SK123\",\"price\":99}]",
            "bookFlight",
            "Booked, reference BK-991",
            "weatherForecast",
            "{\"sky\":\"sunny\",\"temperature\":21}");

    private final MiniMaxServer server = StandIn.start(0, Duration.ZERO);
    private final List<Map<String, Object>> messages = new ArrayList<>();

    @AfterEach
    void close() {
        server.close();
    }

    /** An agent's loop: says something, answers all tool calls, and returns these with the text at the end. */
    private List<String> say(String text, String tools, String... members) {
        messages.add(Map.of("role", "user", "content", text));
        List<String> steps = new ArrayList<>();
        while (steps.size() < 30) {
            Map<?, ?> message = (Map<?, ?>) Http.at(ask(tools, members), "choices[0].message");
            Map<String, Object> copy = new LinkedHashMap<>();
            message.forEach((key, value) -> copy.put(key.toString(), value));
            messages.add(copy);
            if (!(message.get("tool_calls") instanceof List<?> calls)) {
                steps.add(message.get("content").toString());
                break;
            }
            for (Object call : calls) {
                Map<?, ?> function = (Map<?, ?>) ((Map<?, ?>) call).get("function");
                String name = function.get("name").toString();
                steps.add(name + " " + function.get("arguments"));
                messages.add(Map.of(
                        "role",
                        "tool",
                        "tool_call_id",
                        ((Map<?, ?>) call).get("id"),
                        "content",
                        RESULTS.getOrDefault(name, "done")));
            }
        }
        return steps;
    }

    private HttpResponse<String> ask(String tools, String... members) {
        StringBuilder body = new StringBuilder("{\"model\":\"MiniMax-M3\",\"reasoning_split\":true,\"messages\":")
                .append(Json.write(messages));
        if (!tools.isEmpty()) {
            body.append(",\"tools\":").append(tools);
        }
        for (String member : members) {
            body.append(',').append(member);
        }
        return Http.post(server, body.append('}').toString());
    }

    @Test
    void theFirstAnswerOfAConversationSaysThatNoModelIsThere() {
        assertThat(say("Hi", "")).singleElement().asString().contains(NOTICE, "Hi");
        assertThat(say("And now?", "")).singleElement().asString().doesNotContain(NOTICE);
    }

    @Test
    void itThinksAndStreamsWords() {
        messages.add(Map.of("role", "user", "content", "Hi there"));

        List<String> events = Http.events(ask("", "\"stream\":true"));

        assertThat(Http.joined(events.subList(0, events.size() - 1), "choices[0].delta.reasoning_content"))
                .contains("Hi there");
        assertThat(Http.joined(events, "choices[0].delta.content")).contains("You wrote: \"Hi there\".");
        assertThat(events).hasSizeGreaterThan(10);
    }

    @Test
    void wordsComeWithAPauseBetweenThem() {
        try (MiniMaxServer slow = StandIn.start()) {
            long start = System.nanoTime();
            List<String> events = Http.events(
                    Http.post(
                            slow,
                            "{\"model\":\"MiniMax-M3\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"stream\":true}"));

            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isGreaterThanOrEqualTo(Duration.ofMillis(20L * (events.size() - 1)));
        }
    }

    @Test
    void aTravelDeskIsLedThroughSeveralToolsInTurn() {
        List<String> steps = say(
                "Find a flight from Oslo to Rome on 3 May 2099 and book the cheapest one for Ada Lovelace."
                        + " What will the weather be there?",
                TRAVEL_DESK);

        assertThat(steps.subList(0, 3))
                .containsExactly(
                        "searchFlights {\"from\":\"Oslo\",\"to\":\"Rome\",\"date\":\"2099-05-03\"}",
                        "bookFlight {\"flightId\":\"SK123\",\"passengerName\":\"Ada Lovelace\"}",
                        "weatherForecast {\"city\":\"Rome\",\"date\":\"2099-05-03\"}");
        assertThat(steps).hasSize(4);
        assertThat(steps.get(3)).contains(NOTICE, "flight id SK123, price 99", "reference BK-991", "temperature 21");
    }

    @Test
    void whatIsMissingIsAskedForAndWhatWasFoundIsUsedLater() {
        assertThat(say("I want to fly from Berlin to Madrid", TRAVEL_DESK))
                .singleElement()
                .asString()
                .endsWith("I still need: date.");
        assertThat(say("On 2099-01-15 please", TRAVEL_DESK))
                .hasSize(2)
                .first()
                .isEqualTo("searchFlights {\"from\":\"Berlin\",\"to\":\"Madrid\",\"date\":\"2099-01-15\"}");
        assertThat(say("Book it for Bob Smith", TRAVEL_DESK))
                .hasSize(2)
                .first()
                .isEqualTo("bookFlight {\"flightId\":\"LH77\",\"passengerName\":\"Bob Smith\"}");
        assertThat(say("Thanks!", TRAVEL_DESK)).hasSize(1);
        assertThat(say("Please cancel my booking BK-991", TRAVEL_DESK))
                .hasSize(2)
                .first()
                .isEqualTo("cancelBooking {\"bookingId\":\"BK-991\"}");
    }

    @Test
    void aQuestionThatIsLetGoIsLetGo() {
        assertThat(say("Cancel my booking", TRAVEL_DESK).get(0)).contains("I still need: booking id");
        assertThat(say("Never mind", TRAVEL_DESK).get(0)).doesNotContain("I still need");
    }

    @Test
    void theSameToolForSeveralPlacesIsCalledInParallelAndAgainWhenAsked() {
        assertThat(say("Compare the weather in Oslo and Rome.", TRAVEL_DESK).subList(0, 2))
                .containsExactly("weatherForecast {\"city\":\"Oslo\"}", "weatherForecast {\"city\":\"Rome\"}");
        assertThat(say("And in Paris, Madrid and New York?", TRAVEL_DESK).subList(0, 3))
                .containsExactly(
                        "weatherForecast {\"city\":\"Paris\"}",
                        "weatherForecast {\"city\":\"Madrid\"}",
                        "weatherForecast {\"city\":\"New York\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Set an alarm for 7:30 pm with birds sound, volume 5, no repeat | setAlarm {\"time\":\"19:30\",\"repeat\":false,\"sound\":\"BIRDS\",\"volume\":5}",
                "How much is 37 plus 87? | add {\"arg0\":37,\"arg1\":87}",
                "What is the time now? | current_time {}",
                "Turn on the light in the kitchen | turnLight {\"room\":\"kitchen\",\"on\":true}",
                "Turn the Kitchen light off | turnLight {\"room\":\"Kitchen\",\"on\":false}",
                "Convert 99.50 USD to EUR | convertCurrency {\"amount\":99.5,\"from\":\"USD\",\"to\":\"EUR\"}",
                "Send an email to ada@example.com saying \"See you\" | send_email {\"to\":\"ada@example.com\",\"body\":\"See you\"}",
                "A hotel in Lisbon from 3 to 7 May 2099 for two guests without breakfast | findHotels {\"city\":\"Lisbon\",\"checkIn\":\"2099-05-03\",\"checkOut\":\"2099-05-07\",\"guests\":2,\"breakfast\":false}",
                "Order 3 extra large pizzas for Maria Rossi | createOrder {\"customer\":{\"name\":\"Maria Rossi\"},\"quantity\":3,\"size\":\"EXTRA_LARGE\"}"
            })
    void argumentsAreTakenFromTheMessageByTheSchema(String text, String call) {
        assertThat(say(text, HOUSE)).hasSize(2).first().isEqualTo(call);
    }

    @Test
    void whatToolsReturnIsSummedUpInSentences() {
        List<String> steps =
                say("Find a flight from Oslo to Rome on 3 May 2099 and book it for Ada Lovelace.", TRAVEL_DESK);

        assertThat(steps.get(steps.size() - 1))
                .endsWith(
                        "I called search flights with Oslo, Rome and 2099-05-03. It returned 2 results: flight id LH77, price"
                                + " 220.5; flight id SK123, price 99.\nI called book flight with LH77 and Ada Lovelace. It returned"
                                + " this: Booked, reference BK-991.");
        assertThat(say("What will the weather be in Rome?", TRAVEL_DESK))
                .last()
                .asString()
                .isEqualTo(
                        "I called weather forecast with Rome and 2099-05-03. It returned sky sunny and temperature 21.");
        assertThat(say("What is the time now?", HOUSE))
                .last()
                .asString()
                .isEqualTo("I called current time. It returned this: done.");
    }

    @Test
    void smallTalkCallsNoTool() {
        assertThat(say("Tell me a joke about penguins", HOUSE)).hasSize(1);
    }

    @Test
    void toolChoiceIsHeeded() {
        assertThat(say("How much is 37 plus 87?", HOUSE, "\"tool_choice\":\"none\""))
                .hasSize(1);
        assertThat(say("Tell me a joke", HOUSE, "\"tool_choice\":\"required\"")).hasSize(2);
        assertThat(say(
                        "Tell me a joke",
                        HOUSE,
                        "\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"current_time\"}}"))
                .hasSize(2)
                .first()
                .isEqualTo("current_time {}");
    }

    @Test
    void aJsonSchemaIsFilled() {
        String schema = """
                "response_format":{"type":"json_schema","json_schema":{"name":"person","schema":{"type":"object",
                "properties":{"name":{"type":"string"},"age":{"type":"integer"},"city":{"type":"string"},
                "mood":{"type":"string","enum":["NEGATIVE","POSITIVE"]},"married":{"type":"boolean"},
                "nickname":{"type":"string"},"hobbies":{"type":"array","items":{"type":"string"}}},
                "required":["name","age","city","mood","married","nickname","hobbies"]}}}""";

        String json = say("Ada Lovelace is 36 and lives in London. She loves it.", "", schema)
                .get(0);

        assertThat(Http.at(json, "name")).isEqualTo("Ada Lovelace");
        assertThat(Http.at(json, "age")).isEqualTo(36);
        assertThat(Http.at(json, "city")).isEqualTo("London");
        assertThat(Http.at(json, "mood")).isEqualTo("POSITIVE");
        assertThat(Http.at(json, "married")).isEqualTo(false);
        assertThat(Http.at(json, "nickname")).isEqualTo("unknown");
        assertThat(Http.at(json, "hobbies")).isEqualTo(List.of());
    }

    @Test
    void aJsonAnswerSaysInItsThinkingThatNoModelIsThere() {
        messages.add(Map.of("role", "user", "content", "Tell me something."));

        HttpResponse<String> response = ask("", "\"response_format\":{\"type\":\"json_object\"}");

        assertThat(Http.at(response, "choices[0].message.reasoning_content").toString())
                .contains(NOTICE);
        assertThat(Json.parse(Http.at(response, "choices[0].message.content").toString()))
                .isEqualTo(Map.of("answer", "You wrote: \"Tell me something.\"."));
    }

    @Test
    void aSchemaInThePromptCountsToo() {
        String outline = "Extract: Ada is 36.\nYou must answer strictly in the following JSON format: {\n"
                + "\"name\": (the full name; type: string),\n\"age\": (type: integer),\n"
                + "\"born\": (type: date string (2023-12-31)),\n\"tags\": (type: array of string),\n"
                + "\"home\": (type: a.b.Home: {\n\"street\": (type: string)\n})\n}";
        messages.add(Map.of(
                "role",
                "system",
                "content",
                "Answer as JSON by this schema:\n"
                        + "{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"integer\"}},\"required\":[\"n\"]}"));

        assertThat(Json.parse(say("I have 7 apples", "").get(0))).isEqualTo(Map.of("n", 7));
        String json = say(outline, "").get(0);
        assertThat(Http.at(json, "name")).isEqualTo("Ada");
        assertThat(Http.at(json, "age")).isEqualTo(36);
        assertThat(Http.at(json, "tags")).isEqualTo(List.of());
        assertThat(Http.at(json, "home")).isInstanceOf(Map.class);
    }

    @Test
    void memoryWorks() {
        say("My name is Grace.", "");

        assertThat(say("What is my name?", "").get(0)).contains("Your name is Grace.");
    }

    @Test
    void thinkingCanBeDisabledAndTheOutputLimited() {
        messages.add(Map.of("role", "user", "content", "Hi"));

        assertThat(Http.at(ask("", "\"thinking\":{\"type\":\"disabled\"}"), "choices[0].message.reasoning_content"))
                .isEqualTo("absent");
        HttpResponse<String> limited = ask("", "\"max_completion_tokens\":3");
        assertThat(Http.at(limited, "choices[0].finish_reason")).isEqualTo("length");
        assertThat(Http.at(limited, "choices[0].message.content")).isEqualTo("");
        assertThat(Http.at(limited, "choices[0].message.reasoning_content")).isEqualTo("The user says:");
    }

    @Test
    void scriptsGoFirstAndOtherPathsAreNotFound() {
        server.enqueue(Reply.text("scripted"));

        assertThat(say("Hi", "").get(0)).isEqualTo("scripted");
        assertThat(Http.at(Http.get(server, "/v1/models"), "data[0].id")).isEqualTo("MiniMax-M3");
        assertThat(Http.post(server, "/v1/embeddings", "{}").statusCode()).isEqualTo(404);
        assertThat(Http.at(Http.post(server, "{}"), "error.message").toString()).endsWith("(2013)");
    }
}
