@secrets @oci @control:ISO27001:A.8.13 @control:ISO27001:A.8.24 @control:SOC2:A1.3 @control:NIST80053:CP-9
@owner:security
Feature: The configuration and its secrets are lost
  The state of the infrastructure and the shop's configuration are gone, the master key and a secret are deleted for good, another
  secret is about to be. The files come back from their versioned backup, the key from its own, and each secret from what was kept of it
  under that key. The shop could start: every reference leads to a secret that can be read.

  Background:
    Given recovery is promised within 1 hour, losing at most 24 hours of work

  @smoke @restore
  Scenario: Configuration, key and secrets come back, and every reference is good
    Given the configuration, its key and its secrets are backed up
    When the configuration, its key and its secrets are lost
    And the configuration is recovered
    Then the recovery is proven
    And the configuration files verification passes
    And the references verification passes
    And the recovery time objective is met
    And the data loss objective is met
    And the restored copy is disposed of

  @negative-control @restore
  Scenario: A secret that the backup does not hold is named
    Given the configuration is backed up without the database login
    When the configuration, its key and its secrets are lost
    And the configuration is recovered
    Then the references verification fails on the database login
    And the restored copy is disposed of

  @negative-control
  Scenario: Yesterday's configuration is refused
    Given the configuration, its key and its secrets are backed up
    But yesterday's configuration was put in its place
    When the configuration, its key and its secrets are lost
    And the configuration is recovered
    Then the backup is refused by the configuration files verification
    And no restore was spent on it
