package io.github.minimax4j.examples.travel;

/**
 * A daily flight.
 *
 * @param flightNumber airline and number
 * @param from         city of departure
 * @param to           city of arrival
 * @param departs      local time, such as 09:30
 * @param arrives      local time, such as 14:05
 * @param price        in euros
 */
public record Flight(String flightNumber, String from, String to, String departs, String arrives, int price) {}
