import ParlorRooms
import Testing
