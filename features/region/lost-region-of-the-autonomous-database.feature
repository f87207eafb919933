@region @oci @restore @needs:postgres @control:ISO27001:A.8.14 @control:SOC2:A1.2 @control:NIST80053:CP-6
@owner:platform @severity:blocker
Feature: The region of the Autonomous Database is lost
  The database's peer in Hyderabad becomes the primary, once somebody has confirmed it by its name. What had not reached it is lost, and
  seen to be. PostgreSQL stands in for Oracle Database in the local region, and the record says so.

  Background:
    Given BharatMart's catalogue is kept in an Autonomous Database
    And recovery is promised within 1 hour, losing at most 5 minutes of work
    And the database is followed by a peer in Hyderabad

  Scenario: The peer takes over with every order that had reached it
    When customers order, and all of it reaches Hyderabad
    And Mumbai is lost and the peer takes over
    Then the recovery is proven
    And the table content verification passes
    And the shop api verification passes
    And the access list verification passes
    And the recovery time objective is met
    And the data loss objective is met

  @negative-control
  Scenario: Orders that had not reached the peer are missed
    When customers order, and the last of it does not reach Hyderabad
    And Mumbai is lost and the peer takes over
    Then the table content verification fails
