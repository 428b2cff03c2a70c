package application;

/** Has nothing but this library. */
public class Main {

    public static void main(String[] args) {
        Calls.make(args[0]);
    }
}
