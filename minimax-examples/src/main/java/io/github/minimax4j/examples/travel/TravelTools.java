package io.github.minimax4j.examples.travel;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/**
 * The tools of the travel desk, with data in memory. The message of an exception goes to the model, which can then correct itself or ask
 * the user.
 */
@Component
public class TravelTools {

    private static final String DATE = "day of departure as yyyy-mm-dd";

    private static final List<Flight> TIMETABLE = List.of(
            new Flight("TP758", "Lisbon", "Oslo", "08:05", "13:25", 189),
            new Flight("DY1817", "Lisbon", "Oslo", "15:40", "21:05", 142),
            new Flight("TP759", "Oslo", "Lisbon", "14:15", "17:50", 176),
            new Flight("LH1173", "Lisbon", "Berlin", "06:00", "10:25", 210),
            new Flight("TP534", "Lisbon", "Berlin", "12:50", "17:20", 164),
            new Flight("DY1104", "Berlin", "Oslo", "11:30", "13:10", 98),
            new Flight("SK1478", "Oslo", "Berlin", "19:10", "20:55", 119));

    private static final Map<String, Forecast> WEATHER = Map.of(
            "lisbon", new Forecast("Lisbon", "", "sunny", 19),
            "oslo", new Forecast("Oslo", "", "light snow", -2),
            "berlin", new Forecast("Berlin", "", "overcast", 6));

    private final Map<String, Booking> bookings = new ConcurrentSkipListMap<>();

    private final AtomicInteger lastReference = new AtomicInteger(1000);

    @Tool("Searches the flights between two cities, cheapest first")
    public List<Flight> searchFlights(
            @P("city of departure") String from, @P("city of arrival") String to, @P(DATE) String date) {
        checkedDate(date);
        return TIMETABLE.stream()
                .filter(flight ->
                        flight.from().equalsIgnoreCase(from) && flight.to().equalsIgnoreCase(to))
                .sorted(Comparator.comparingInt(Flight::price))
                .toList();
    }

    @Tool("Books a seat on a flight and returns the booking")
    public Booking bookFlight(
            @P("number of the flight, as found by a search") String flightNumber,
            @P(DATE) String date,
            @P("name of the passenger") String passenger) {
        Flight flight = TIMETABLE.stream()
                .filter(candidate -> candidate.flightNumber().equalsIgnoreCase(flightNumber))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no flight " + flightNumber));
        String reference = "TD-" + lastReference.incrementAndGet();
        Booking booking = new Booking(
                reference,
                flight.flightNumber(),
                flight.from(),
                flight.to(),
                checkedDate(date),
                passenger,
                flight.price());
        bookings.put(reference, booking);
        return booking;
    }

    @Tool("Lists all bookings")
    public List<Booking> listBookings() {
        return List.copyOf(bookings.values());
    }

    @Tool("Cancels a booking and returns it")
    public Booking cancelBooking(@P("reference of the booking, as TD-1001") String reference) {
        Booking cancelled = bookings.remove(reference.toUpperCase(Locale.ROOT));
        if (cancelled == null) {
            throw new IllegalArgumentException("There is no booking " + reference);
        }
        return cancelled;
    }

    @Tool("Tells the weather of a city")
    public Forecast weather(@P("name of the city") String city, @P("day as yyyy-mm-dd") String date) {
        Forecast usual = WEATHER.get(city.toLowerCase(Locale.ROOT));
        if (usual == null) {
            throw new IllegalArgumentException("There is no forecast for " + city);
        }
        return new Forecast(usual.city(), checkedDate(date), usual.sky(), usual.celsius());
    }

    private static String checkedDate(String date) {
        try {
            LocalDate day = LocalDate.parse(date);
            if (day.isBefore(LocalDate.now(ZoneId.systemDefault()))) {
                throw new IllegalArgumentException(
                        date + " is in the past: today is " + LocalDate.now(ZoneId.systemDefault()));
            }
            return day.toString();
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("'" + date + "' is not a date of the form yyyy-mm-dd", e);
        }
    }
}
