package dev.reelay.request;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.catalog.Listing;
import dev.reelay.catalog.Offering;

/**
 * A request that can be accepted, with its route.
 *
 * @param input complete: the defaults are made explicit
 * @param account the account at the offering's provider
 */
public record Order(Listing listing, JsonNode input, Offering offering, int account, Terms terms) {}
