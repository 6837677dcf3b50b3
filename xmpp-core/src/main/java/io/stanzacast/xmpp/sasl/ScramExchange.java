package io.stanzacast.xmpp.sasl;

import static java.util.concurrent.CompletableFuture.completedFuture;

import com.ongres.scram.common.ScramFunctions;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * SCRAM (RFC 5802, RFC 7677) without channel binding. A name that no account has gets the same answers as one whose password is wrong.
 */
public final class ScramExchange implements SaslExchange {
    private static final int NONCE_BYTES = 18;

    private final ScramHash hash;
    private final Credentials credentials;
    private final SecureRandom random;

    private ScramMessages.@Nullable First first;
    private String serverFirst = "";
    private String nonce = "";
    private @Nullable ScramKeys keys;
    private boolean known;

    public ScramExchange(ScramHash hash, Credentials credentials, SecureRandom random) {
        this.hash = hash;
        this.credentials = credentials;
        this.random = random;
    }

    @Override
    public CompletionStage<SaslStep> respond(byte[] message) {
        if (first != null) {
            return completedFuture(last(message, first));
        }
        if (message.length == 0) {
            return completedFuture(new SaslStep.Challenge(new byte[0]));
        }
        ScramMessages.First opening = ScramMessages.first(message);
        if (opening == null || opening.wantsBinding()) {
            return completedFuture(new SaslStep.Failure(SaslCondition.MALFORMED_REQUEST, null));
        }
        return credentials.keys(opening.username(), hash).thenApply(found -> challenge(opening, found));
    }

    private SaslStep challenge(ScramMessages.First opening, Credentials.Found found) {
        first = opening;
        known = found.exists();
        ScramKeys used = found.keys();
        keys = used;
        byte[] own = new byte[NONCE_BYTES];
        random.nextBytes(own);
        nonce = opening.nonce() + Base64.getEncoder().encodeToString(own);
        serverFirst =
                "r=" + nonce + ",s=" + Base64.getEncoder().encodeToString(used.salt()) + ",i=" + used.iterations();
        return new SaslStep.Challenge(serverFirst.getBytes(StandardCharsets.UTF_8));
    }

    private SaslStep last(byte[] message, ScramMessages.First opening) {
        ScramMessages.Last last = ScramMessages.last(message);
        ScramKeys used = keys;
        keys = null;
        if (last == null
                || used == null
                || last.proof().length != hash.keyBytes()
                || !Arrays.equals(last.binding(), opening.gs2Header().getBytes(StandardCharsets.UTF_8))) {
            return new SaslStep.Failure(SaslCondition.MALFORMED_REQUEST, null);
        }
        String signed = opening.bare() + ',' + serverFirst + ',' + last.withoutProof();
        boolean proven = ScramFunctions.verifyClientProof(hash.mechanism(), last.proof(), used.storedKey(), signed);
        if (!proven || !known || !last.nonce().equals(nonce)) {
            return new SaslStep.Failure(SaslCondition.NOT_AUTHORIZED, null);
        }
        byte[] signature = ScramFunctions.serverSignature(hash.mechanism(), used.serverKey(), signed);
        return new SaslStep.Success(
                opening.username(),
                opening.authorizationIdentity(),
                ("v=" + Base64.getEncoder().encodeToString(signature)).getBytes(StandardCharsets.UTF_8));
    }
}
