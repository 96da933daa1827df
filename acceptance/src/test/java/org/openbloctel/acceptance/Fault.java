package org.openbloctel.acceptance;

/**
 * A house rule broken at a place.
 *
 * @param place a path, or path#Class or path#Class#method; what an {@link Exemption} names
 * @param detail what was found there, for the reader
 */
record Fault(String place, String detail) {
    @Override
    public String toString() {
        return place + ": " + detail;
    }
}
