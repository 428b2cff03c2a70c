package io.github.minimax4j.examples.travel;

/**
 * A seat on a flight.
 *
 * @param reference    the desk's own number, such as TD-1001
 * @param flightNumber airline and number
 * @param from         city of departure
 * @param to           city of arrival
 * @param date         day of departure, such as 2027-05-31
 * @param passenger    the passenger's name
 * @param price        in euros
 */
public record Booking(
        String reference, String flightNumber, String from, String to, String date, String passenger, int price) {}
