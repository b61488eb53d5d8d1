import Testing
import ParlorRooms
