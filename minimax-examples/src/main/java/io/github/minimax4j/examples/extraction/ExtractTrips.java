package io.github.minimax4j.examples.extraction;

import dev.langchain4j.model.output.structured.Description;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.UserMessage;
import io.github.minimax4j.examples.backend.Backend;
import io.github.minimax4j.langchain4j.MiniMaxChatModel;
import java.time.LocalDate;

/** Reads a trip from an e-mail into a record. */
public final class ExtractTrips {

    private static final String EMAIL = """
            Hello, my sister and I would like to fly from Lisbon to Oslo on the twelfth of May 2027,
            as cheaply as possible. Regards, Maria
            """;

    private ExtractTrips() {}

    enum Cabin {
        ECONOMY,
        BUSINESS
    }

    record Trip(
            String from,
            String to,
            LocalDate day,
            @Description("the one who writes included") int travellers,
            Cabin cabin) {}

    interface TripReader {
        @UserMessage("Extract the trip from this e-mail: {{it}}")
        Trip read(String email);
    }

    /** Asks MiniMax, or without a key a scripted server. */
    public static void main(String[] args) {
        try (Backend backend = Backend.of(ExtractTrips.class)) {
            run(backend);
        }
    }

    /** Asks this backend. */
    public static void run(Backend backend) {
        try (MiniMaxChatModel model = MiniMaxChatModel.builder()
                .baseUrl(backend.baseUrl()) // leave it out for MiniMax
                .apiKey(backend.apiKey()) // System.getenv("MINIMAX_API_KEY")
                .modelName("MiniMax-M3")
                .jsonSchemaInPrompt(true) // also for lists and sealed types
                .build()) {
            Trip trip = AiServices.create(TripReader.class, model).read(EMAIL);
            System.out.println(trip);
            System.out.println("The flight is on a " + trip.day().getDayOfWeek());
        }
    }
}
