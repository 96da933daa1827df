package org.openbloctel.bench.peers;

/** The least a JVM can do: what starting one costs. */
final class Hello {

    private Hello() {}

    public static void main(String[] args) {
        System.out.println("Hello");
    }
}
