package org.openbloctel.registry.callfiles.certificate;

/** The key that signs now. */
@SuppressWarnings("ArrayRecordComponent") // used, never compared
record SigningKey(String kid, byte[] pkcs8) {
    @Override
    public String toString() {
        return "SigningKey[" + kid + "]";
    }
}
